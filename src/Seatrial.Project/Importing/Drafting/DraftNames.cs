using System.Text;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>The names of a project: services, variables, secrets, captures. None is given twice for two things.</summary>
internal sealed class DraftNames
{
    // Words that expressions know.
    private static readonly string[] Taken =
    [
        "true", "false", "null", "and", "or", "not", "in", "uuid", "now", "date", "int", "length", "upper", "lower", "trim", "replace", "substring",
        "base64", "urlEncode", "json", "number", "text", "raw", "round", "min", "max", "row", "run", "env", "flow", "step", "attempt",
    ];

    private readonly HashSet<string> _taken = new(Taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>A name made of a text, one that nothing else has.</summary>
    /// <param name="text">The text.</param>
    /// <param name="otherwise">The name when nothing can be made of it.</param>
    /// <param name="isDashed">Whether it is written <c>like-this</c>, as services and secrets are.</param>
    public string Take(string text, string otherwise, bool isDashed = false)
    {
        string wanted = (isDashed ? Dashed(text) : Identifier(text)) is { Length: > 0 } made ? made : otherwise;
        string name = wanted;
        for (int i = 2; !_taken.Add(name); i++)
        {
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}{(isDashed ? "-" : string.Empty)}{i}");
        }

        return name;
    }

    /// <summary>Keeps a name that is taken elsewhere.</summary>
    public void Reserve(string name) => _taken.Add(name);

    /// <summary>Words of letters and digits as one name, <c>likeThis</c>; empty when there is none.</summary>
    public static string Identifier(string text)
    {
        StringBuilder name = new();
        bool isNext = false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                isNext = name.Length > 0;
                continue;
            }

            if (name.Length == 0 && char.IsAsciiDigit(c))
            {
                continue;
            }

            name.Append(name.Length == 0 ? char.ToLowerInvariant(c) : isNext ? char.ToUpperInvariant(c) : c);
            isNext = false;
        }

        // What was shouted, such as BASE_URL, has no small letter but the first.
        string made = text.Any(char.IsAsciiLetterLower) ? name.ToString() : Calm(text);
        return made.Length > 48 ? made[..48] : made;
    }

    private static string Calm(string text) => text.Any(char.IsAsciiLetterUpper) ? Identifier(text.ToLowerInvariant()) : string.Empty;

    /// <summary>The same with hyphens, as services, secrets and files are called.</summary>
    public static string Dashed(string text)
    {
        StringBuilder name = new();
        char before = '-';
        foreach (char c in text)
        {
            bool isWord = char.IsAsciiLetterOrDigit(c);
            bool isNewWord = char.IsAsciiLetterUpper(c) && char.IsAsciiLetterLower(before);
            if ((!isWord || isNewWord) && name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }

            if (isWord && (name.Length > 0 || char.IsAsciiLetter(c)))
            {
                name.Append(char.ToLowerInvariant(c));
            }

            before = c;
        }

        string made = name.ToString().Trim('-');
        return made.Length > 48 ? made[..48].TrimEnd('-') : made;
    }

    /// <summary>One of several: <c>orders</c> is <c>order</c>.</summary>
    public static string Singular(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && word.Length > 4 => $"{word[..^3]}y",
        _ when word.EndsWith("sses", StringComparison.OrdinalIgnoreCase) || word.EndsWith("xes", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ches", StringComparison.OrdinalIgnoreCase) => word[..^2],
        _ when word.EndsWith("ss", StringComparison.OrdinalIgnoreCase) || word.EndsWith("us", StringComparison.OrdinalIgnoreCase) => word,
        _ when word.EndsWith('s') && word.Length > 3 => word[..^1],
        _ => word,
    };
}
