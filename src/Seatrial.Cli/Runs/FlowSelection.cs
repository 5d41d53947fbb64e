using System.Collections.Immutable;

namespace Seatrial.Cli.Runs;

/// <summary>Selects flows by patterns of their ids: <c>*</c> is any text, <c>?</c> any character.</summary>
internal static class FlowSelection
{
    /// <summary>The ids that match any of the patterns, in their order.</summary>
    public static ImmutableArray<string> Select(IEnumerable<string> flowIds, IReadOnlyCollection<string> patterns) =>
        [.. flowIds.Where(id => patterns.Any(pattern => Matches(id, pattern)))];

    /// <summary>Whether an id matches a pattern, which may also be given as the flow's file.</summary>
    public static bool Matches(string id, string pattern)
    {
        const string Suffix = ".flow.yaml";
        if (pattern.EndsWith(Suffix, StringComparison.Ordinal))
        {
            pattern = pattern[..^Suffix.Length];
            int flows = pattern.LastIndexOf("flows/", StringComparison.Ordinal);
            pattern = flows < 0 ? pattern : pattern[(flows + "flows/".Length)..];
        }

        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false);
    }
}
