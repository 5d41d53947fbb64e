using System.Globalization;
using System.Text;

namespace Seatrial.Browser.Tests;

/// <summary>The forms of a secret's pieces, made without the code that masks them: half a secret is a leak, too.</summary>
internal static class SecretSearch
{
    private const int Piece = 9;

    public static IEnumerable<(string Form, byte[] Bytes)> Forms(string secret)
    {
        foreach (string piece in (string[])[secret[..Piece], secret[^Piece..]])
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
                yield return ($"base64, shifted by {before}", Encoding.ASCII.GetBytes(whole[(((before * 8) + 5) / 6)..^1]));
            }
        }
    }
}
