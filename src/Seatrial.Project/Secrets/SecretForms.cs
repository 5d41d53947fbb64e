using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Seatrial.Project.Secrets;

/// <summary>The forms in which a secret turns up in output.</summary>
internal static class SecretForms
{
    // The fewest characters of a base64 middle part that are searched for: fewer would hit ordinary text.
    private const int LeastBase64 = 5;

    // What no encoder of texts changes, and what most tokens are made of.
    private static readonly SearchValues<char> NeverEscaped = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\f\u0085\u2028\u2029");

    public static IReadOnlyCollection<string> Of(string value)
    {
        HashSet<string> forms = new(FormsOf(value), StringComparer.Ordinal);
        if (value.AsSpan().IndexOfAny(LineBreaks) >= 0)
        {
            // Printed, logged and cut texts have other line breaks than the secret, or spaces in their place.
            foreach (string broken in (string[])["\n", "\r\n", " "])
            {
                string reflowed = value.ReplaceLineEndings(broken);
                forms.UnionWith(FormsOf(reflowed));
                if (reflowed.Trim() is { Length: >= SecretText.LeastLength } trimmed)
                {
                    forms.UnionWith(FormsOf(trimmed));
                }
            }
        }

        return forms;
    }

    private static IEnumerable<string> FormsOf(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        IEnumerable<string> forms =
        [
            value,
            .. value.AsSpan().ContainsAnyExcept(NeverEscaped) ? Escaped(value) : [],
            .. PercentEncodedWhole(bytes),
            .. Base64(bytes),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
        ];
        return forms;
    }

    private static IEnumerable<string> Escaped(string value)
    {
        string json = JsonEncodedText.Encode(value).ToString();
        string relaxed = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        string[] html = [.. Html(value)];
        string[] htmlInJson =
        [
            .. html.Select(static text => JsonEncodedText.Encode(text).ToString()),
            .. html.Select(static text => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()),
        ];
        return
        [
            .. UrlEncoded(value),
            json,
            LowerUnicode(json),
            relaxed,
            relaxed.Replace("/", @"\/", StringComparison.Ordinal),
            ShortEscapes(json),
            LowerUnicode(ShortEscapes(json)),
            .. InsideJson([json, LowerUnicode(json), relaxed, ShortEscapes(json), .. htmlInJson]),
            .. html,
            .. htmlInJson,
            .. Html(json),
            .. Html(relaxed),
        ];
    }

    private static IEnumerable<string> Html(string value)
    {
        string html = WebUtility.HtmlEncode(value);
        return
        [
            html,
            HtmlEncoder.Default.Encode(value),
            html.Replace("&#39;", "&apos;", StringComparison.Ordinal),
            html.Replace("&#39;", "'", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal),
        ];
    }

    // Services log JSON as text, and that is a text of JSON again: twice around, whichever way a quote is escaped.
    private static IEnumerable<string> InsideJson(IEnumerable<string> escaped)
    {
        string[] once = [.. escaped.SelectMany(Again)];
        return [.. once, .. once.SelectMany(Again)];

        static string[] Again(string text)
        {
            string slashes = text.Replace("\\", @"\\", StringComparison.Ordinal);
            return [slashes.Replace("\"", "\\\"", StringComparison.Ordinal), slashes.Replace("\"", @"\u0022", StringComparison.Ordinal)];
        }
    }

    // Which characters stay as they are differs between RFC 3986, forms, encodeURIComponent, paths and queries.
    private static IEnumerable<string> UrlEncoded(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        foreach (string kept in (string[])["-._~", "-._*", "-._*()!", "-._~!'()*", "-._~!$&'()*+,;=:@", "-._~!$&'()*+,;=:@/?"])
        {
            string upper = PercentEncode(bytes, kept);
            yield return upper;
            yield return LowerEscapes(upper);
            string plus = upper.Replace("%20", "+", StringComparison.Ordinal);
            yield return plus;
            yield return LowerEscapes(plus);
        }
    }

    // Some encoders leave nothing as it is.
    private static string[] PercentEncodedWhole(byte[] bytes)
    {
        string whole = string.Create(bytes.Length * 3, bytes, static (text, of) =>
        {
            Span<char> hex = stackalloc char[2];
            for (int i = 0; i < of.Length; i++)
            {
                text[i * 3] = '%';
                of[i].TryFormat(hex, out _, "X2", CultureInfo.InvariantCulture);
                hex.CopyTo(text[((i * 3) + 1)..]);
            }
        });
        return [whole, whole.ToLowerInvariant()];
    }

    private static string PercentEncode(byte[] bytes, string kept)
    {
        StringBuilder text = new(bytes.Length * 3);
        foreach (byte b in bytes)
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || kept.Contains(c, StringComparison.Ordinal))
            {
                text.Append(c);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }

        return text.ToString();
    }

    // As other serializers write it: everything beyond ASCII escaped, but not what only matters in HTML.
    private static string ShortEscapes(string json) => json
        .Replace(@"\u0022", "\\\"", StringComparison.Ordinal)
        .Replace(@"\u0026", "&", StringComparison.Ordinal)
        .Replace(@"\u0027", "'", StringComparison.Ordinal)
        .Replace(@"\u002B", "+", StringComparison.Ordinal)
        .Replace(@"\u003C", "<", StringComparison.Ordinal)
        .Replace(@"\u003E", ">", StringComparison.Ordinal)
        .Replace(@"\u0060", "`", StringComparison.Ordinal);

    /// <summary>
    /// The middle part of the base64 text for each of the three ways the secret can lie in what was encoded:
    /// the first and last characters depend on its neighbours.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        string whole64 = Convert.ToBase64String(bytes);
        yield return whole64;
        yield return whole64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
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
