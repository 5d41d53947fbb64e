using System.IO.Enumeration;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Picks flows by patterns of their id or name, and by tags.</summary>
public static class FlowSelector
{
    /// <summary>The flows that match any pattern (or all, when there is none) and have any of the tags (or any at all).</summary>
    /// <param name="flows">The flows of a project.</param>
    /// <param name="patterns">With <c>*</c> and <c>?</c>, against id and name; letter case does not count.</param>
    /// <param name="tags">The tags; ordinal.</param>
    public static IEnumerable<FlowPlan> Select(IEnumerable<FlowPlan> flows, IReadOnlyCollection<string> patterns, IReadOnlyCollection<string> tags) =>
        flows.Where(flow =>
            (patterns.Count == 0 || patterns.Any(pattern => Matches(pattern, flow)))
            && (tags.Count == 0 || flow.Tags.Any(tag => tags.Contains(tag, StringComparer.Ordinal))));

    private static bool Matches(string pattern, FlowPlan flow) =>
        FileSystemName.MatchesSimpleExpression(pattern, flow.Header.Id, ignoreCase: true)
        || FileSystemName.MatchesSimpleExpression(pattern, flow.Header.Name, ignoreCase: true);
}
