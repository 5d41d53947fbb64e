using System.Text.RegularExpressions;

namespace Seatrial.Architecture.Tests.Rules;

/// <summary>A relative link in a document leads somewhere.</summary>
internal static partial class LinkRule
{
    public static IEnumerable<string> Violations(SourceFile document, Func<string, bool> exists)
    {
        foreach (Match link in Link().Matches(document.Text))
        {
            var target = link.Groups["target"].Value.Split('#')[0];
            if (target.Length == 0 || target.Contains(':', StringComparison.Ordinal))
            {
                continue;
            }

            var path = Resolve(document.Folders, target);
            if (!exists(path))
            {
                yield return $"{document.Path}: ({target}) leads nowhere";
            }
        }
    }

    private static string Resolve(IReadOnlyList<string> from, string target)
    {
        var parts = new List<string>(from);
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Link();
}
