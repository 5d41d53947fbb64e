using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>The forms a secret takes in the wild, made here without a line of the code that masks them.</summary>
internal static class CanaryForms
{
    private const int Piece = 12;

    /// <summary>How services say it back: each form as a text of its own.</summary>
    public static IEnumerable<string> Said(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return WebUtility.UrlEncode(value);
        yield return string.Concat(bytes.Select(static b => "%" + b.ToString("x2", CultureInfo.InvariantCulture)));
        yield return JsonSerializer.Serialize(value);
        yield return WebUtility.HtmlEncode(value);
        yield return string.Concat(bytes.Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
        yield return string.Concat(bytes.Select(static b => b.ToString("X2", CultureInfo.InvariantCulture)));
        for (int before = 0; before < 3; before++)
        {
            yield return Convert.ToBase64String([.. Encoding.UTF8.GetBytes("key"[..before]), .. bytes, .. "tail"u8]);
        }
    }

    /// <summary>What must not be found: the core, its beginning and its end, in each encoding that could carry them.</summary>
    public static IEnumerable<(string Form, byte[] Bytes)> Sought(string core)
    {
        foreach (string piece in (string[])[core[..Piece], core[^Piece..]])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(piece);
            yield return ("raw", bytes);
            yield return ("UTF-16", Encoding.Unicode.GetBytes(piece));
            yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
            yield return ("hex, small", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
            yield return ("percent", Encoding.ASCII.GetBytes(string.Concat(bytes.Select(static b => "%" + b.ToString("x2", CultureInfo.InvariantCulture)))));
            for (int before = 0; before < 3; before++)
            {
                // Without the characters that also hold bits of what stands before and after.
                string whole = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
                int first = ((before * 8) + 5) / 6;
                yield return ($"base64, shifted by {before}", Encoding.ASCII.GetBytes(whole[first..^1]));
            }
        }
    }
}
