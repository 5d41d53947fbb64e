using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Seatrial.Project.JsonPath;

/// <summary>I-Regexp (RFC 9485) on .NET's regular expressions.</summary>
internal static class RegularExpressions
{
    private const int MostCached = 256;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<(string Pattern, bool IsWhole), Regex?> Cache = new();

    public static bool IsMatch(string text, string pattern, bool isWhole)
    {
        if (Cache.Count > MostCached)
        {
            Cache.Clear();
        }

        Regex? regex = Cache.GetOrAdd((pattern, isWhole), static key => Compile(key.Pattern, key.IsWhole));
        try
        {
            return regex?.IsMatch(text) ?? false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex? Compile(string pattern, bool isWhole)
    {
        try
        {
            string translated = Translate(pattern);
            return new(isWhole ? $@"\A(?:{translated})\z" : translated, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A dot matches any character but a line feed or carriage return, and a pair of surrogates as one (RFC 9485 section 5.3).</summary>
    private static string Translate(string pattern)
    {
        StringBuilder translated = new();
        bool isInClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '\\' when i + 1 < pattern.Length:
                    translated.Append(c).Append(pattern[++i]);
                    continue;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '.' when !isInClass:
                    translated.Append(@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r])");
                    continue;
                case '$' when !isInClass:
                    translated.Append(@"\z");
                    continue;
            }

            translated.Append(c);
        }

        return translated.ToString();
    }
}
