using System.Text.RegularExpressions;

namespace Seatrial.Project.JsonSchema;

/// <summary>A regular expression of ECMA-262, as schemas have them; run in linear time where it can be.</summary>
internal sealed class EcmaPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _text;
    private readonly Regex _regex;

    private EcmaPattern(string text, Regex regex)
    {
        _text = text;
        _regex = regex;
    }

    /// <summary>Translates an expression; null, and why, when it is none.</summary>
    public static EcmaPattern? TryParse(string pattern, out string? problem)
    {
        try
        {
            string translated = new EcmaTranslator(pattern).Translate();
            problem = null;
            return new(pattern, Linear(translated) ?? new Regex(translated, RegexOptions.CultureInvariant, Patience));
        }
        catch (EcmaSyntaxException exception)
        {
            problem = exception.Message;
        }
        catch (ArgumentException)
        {
            problem = "it is too large";
        }

        return null;
    }

    /// <summary>Whether a text matches somewhere.</summary>
    /// <param name="text">The text.</param>
    /// <param name="location">Where the expression is written.</param>
    /// <exception cref="JsonSchemaException">It takes too long.</exception>
    public bool IsMatch(string text, string location)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new JsonSchemaException(location, $"\"{_text}\" took longer than a second on one text; make it simpler");
        }
    }

    public override string ToString() => _text;

    private static Regex? Linear(string translated)
    {
        try
        {
            return new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
        }
        catch (NotSupportedException)
        {
            return null; // It looks around or back, or is too large for the linear engine.
        }
    }
}
