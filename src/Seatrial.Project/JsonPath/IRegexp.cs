using System.Text.RegularExpressions;

namespace Seatrial.Project.JsonPath;

/// <summary>An interoperable regular expression (RFC 9485), run in linear time.</summary>
internal sealed class IRegexp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    private IRegexp(Regex regex) => _regex = regex;

    /// <summary>Translates a pattern; null when it is not one, which by RFC 9535 matches nothing.</summary>
    public static IRegexp? TryParse(string pattern, bool isWhole)
    {
        if (new IRegexpTranslator(pattern).Translate() is not { } body)
        {
            return null;
        }

        var translated = isWhole ? $@"\A(?:{body})\z" : body;
        return Build(translated, RegexOptions.NonBacktracking) ?? Build(translated, RegexOptions.None);
    }

    public bool IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static IRegexp? Build(string translated, RegexOptions engine)
    {
        try
        {
            return new IRegexp(new Regex(translated, engine | RegexOptions.CultureInvariant, Patience));
        }
        catch (NotSupportedException)
        {
            return null; // Too large for the linear engine.
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
