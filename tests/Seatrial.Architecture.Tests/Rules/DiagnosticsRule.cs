using System.Text.RegularExpressions;

namespace Seatrial.Architecture.Tests.Rules;

/// <summary>Every diagnostic code has one heading on the page, in order and in its group; every heading has its code; no two rooms share a code.</summary>
internal static partial class DiagnosticsRule
{
    public const string Page = "docs/reference/diagnostics.md";

    /// <summary>The findings of <c>seatrial lint</c>: behind the diagnostics, on a page of their own.</summary>
    public const string LintPage = "docs/reference/lint.md";

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> sources, SourceFile page)
    {
        var rooms = sources
            .SelectMany(file => Code().Matches(file.Text).Select(match => (Code: match.Groups["code"].Value, Room: file.Folders[1])))
            .ToLookup(used => used.Code, used => used.Room, StringComparer.Ordinal);
        var headings = HeadingsOf(page);

        return
        [
            .. rooms.Select(r => r.Key).Except(headings, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(code => $"{code} has no heading on the page"),
            .. headings.Where(h => !rooms.Contains(h)).Select(h => $"{h} is on the page, and nothing gives it"),
            .. headings.Zip(headings.Skip(1)).Where(pair => string.CompareOrdinal(pair.First, pair.Second) >= 0)
                .Select(pair => $"{pair.Second} stands behind {pair.First}"),
            .. Misplaced(page),
            .. rooms.Select(r => (Code: r.Key, Rooms: r.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()))
                .Where(used => used.Rooms.Count > 1)
                .Select(used => $"{used.Code} is given by {string.Join(" and ", used.Rooms)}"),
        ];
    }

    private static List<string> HeadingsOf(SourceFile page) =>
        [.. page.Lines.Where(line => Heading().IsMatch(line)).Select(line => line[4..])];

    private static IEnumerable<string> Misplaced(SourceFile page)
    {
        var group = string.Empty;
        foreach (var line in page.Lines)
        {
            if (line.StartsWith("## ST", StringComparison.Ordinal))
            {
                group = line[3..7];
            }
            else if (Heading().IsMatch(line) && !line[4..].StartsWith(group, StringComparison.Ordinal))
            {
                yield return $"{line[4..]} stands in the group {group}";
            }
        }
    }

    [GeneratedRegex(@"""(?<code>ST[0-9]{4})""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("^### ST[0-9]{4}$", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Heading();
}
