using System.Text;
using System.Text.RegularExpressions;

namespace Seatrial.Project.Importing.Reading;

/// <summary>The variables in texts of a collection: put aside while a text is read as an address or as JSON, and put back as expressions.</summary>
internal static partial class PostmanVariables
{
    // Of the private use area: no text of a collection means anything by them.
    public const char Open = '\uE000';
    public const char Close = '\uE001';

    public static string Aside(string text) => Variable().Replace(text.Replace(Open.ToString(), string.Empty, StringComparison.Ordinal).Replace(Close.ToString(), string.Empty, StringComparison.Ordinal), static m => $"{Open}{m.Groups["name"].Value.Trim()}{Close}");

    public static bool Has(string text) => text.Contains(Open, StringComparison.Ordinal);

    /// <summary>Puts expressions in the place of variables; the rest of the text passes through another function.</summary>
    public static string Back(string text, Func<string, string> expression, Func<string, string> rest)
    {
        StringBuilder back = new();
        int at = 0;
        foreach (Match match in Set().Matches(text))
        {
            back.Append(rest(text[at..match.Index])).Append(expression(match.Groups["name"].Value));
            at = match.Index + match.Length;
        }

        return back.Append(rest(text[at..])).ToString();
    }

    /// <summary>JSON in which a variable may stand without quotes, and which may hold comments, as JSON.</summary>
    public static string Quoted(string json)
    {
        StringBuilder quoted = new();
        bool isInText = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (isInText && c == '\\' && i + 1 < json.Length)
            {
                quoted.Append(c).Append(json[++i]);
                continue;
            }

            isInText ^= c == '"';
            int end = c == Open && !isInText ? json.IndexOf(Close, i) : -1;
            if (end > i)
            {
                quoted.Append('"').Append(json, i, end - i + 1).Append('"');
                i = end;
                continue;
            }

            quoted.Append(c);
        }

        return quoted.ToString();
    }

    [GeneratedRegex(@"\{\{(?<name>[^{}\n]{1,200})\}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Variable();

    [GeneratedRegex("\uE000(?<name>[^\uE000\uE001]*)\uE001", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Set();
}
