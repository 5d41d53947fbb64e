using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Seatrial.Project.Secrets;

/// <summary>The forms in which a secret turns up in output.</summary>
internal static class SecretForms
{
    // The fewest characters of a base64 middle part that are searched for: fewer would hit ordinary text.
    private const int LeastBase64 = 6;

    public static IEnumerable<string> Of(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        IEnumerable<string> forms =
        [
            value,
            .. Escaped(value),
            .. Base64(bytes),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
        ];
        return forms.Where(f => f.Length >= SecretText.LeastLength);
    }

    private static IEnumerable<string> Escaped(string value)
    {
        string data = Uri.EscapeDataString(value);
        string form = WebUtility.UrlEncode(value);
        string json = JsonEncodedText.Encode(value).ToString();
        string html = WebUtility.HtmlEncode(value);
        return
        [
            data,
            LowerEscapes(data),
            form,
            LowerEscapes(form),
            json,
            LowerUnicode(json),
            JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            html,
            HtmlEncoder.Default.Encode(value),
            html.Replace("&#39;", "&apos;", StringComparison.Ordinal),
        ];
    }

    /// <summary>
    /// The middle part of the base64 text for each of the three ways the secret can lie in what was encoded:
    /// the first and last characters depend on its neighbours.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (int before = 0; before < 3; before++)
        {
            byte[] shifted = [.. new byte[before], .. bytes];
            string encoded = Convert.ToBase64String(shifted).TrimEnd('=');
            int skip = before switch { 0 => 0, 1 => 2, _ => 3 };
            int whole = shifted.Length * 8 / 6;
            string middle = encoded[skip..Math.Min(whole, encoded.Length)];
            if (middle.Length >= LeastBase64)
            {
                yield return middle;
                yield return middle.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static string LowerEscapes(string text)
    {
        StringBuilder lower = new(text);
        for (int i = 0; i + 2 < lower.Length; i++)
        {
            if (lower[i] == '%')
            {
                lower[i + 1] = char.ToLowerInvariant(lower[i + 1]);
                lower[i + 2] = char.ToLowerInvariant(lower[i + 2]);
            }
        }

        return lower.ToString();
    }

    private static string LowerUnicode(string text)
    {
        StringBuilder lower = new(text);
        for (int i = 0; i + 5 < lower.Length; i++)
        {
            if (lower[i] == '\\' && lower[i + 1] == 'u')
            {
                for (int digit = i + 2; digit < i + 6; digit++)
                {
                    lower[digit] = char.ToLowerInvariant(lower[digit]);
                }
            }
        }

        return lower.ToString();
    }
}
