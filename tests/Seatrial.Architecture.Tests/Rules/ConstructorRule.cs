using System.Text.RegularExpressions;

namespace Seatrial.Architecture.Tests.Rules;

/// <summary>A class that needs more than seven others is two classes. Records carry data and are not counted.</summary>
internal static partial class ConstructorRule
{
    public const int Most = 7;

    public static IEnumerable<string> Violations(SourceFile file)
    {
        foreach (Match found in ClassName().Matches(file.Text))
        {
            var name = found.Groups["name"].Value;
            var openings = Regex.Matches(
                file.Text,
                $@"(\bclass\s+|\b(public|internal|private|protected)\s+){name}(<[^>(]*>)?\s*\(",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1));
            foreach (Match opening in openings)
            {
                var count = CountParameters(file.Text, opening.Index + opening.Length);
                if (count > Most)
                {
                    yield return $"{file.Path}: a constructor of {name} takes {count}";
                }
            }
        }
    }

    private static int CountParameters(string text, int start)
    {
        var depth = 0;
        var commas = 0;
        var any = false;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ')' when depth == 0:
                    return any ? commas + 1 : 0;
                case '(' or '<' or '[' or '{':
                    depth++;
                    break;
                case ')' or '>' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    commas++;
                    break;
            }

            any |= !char.IsWhiteSpace(text[i]);
        }

        return 0;
    }

    [GeneratedRegex(@"\bclass\s+(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex ClassName();
}
