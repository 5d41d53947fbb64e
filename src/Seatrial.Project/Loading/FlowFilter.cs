using System.Collections.Immutable;
using System.IO.Enumeration;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Loading;

/// <summary>Chooses flows by their ids and tags. What is left out wins.</summary>
/// <param name="Only">Patterns of ids, <c>*</c> any text and <c>?</c> any character; empty means all. A flow with data matches by its own id, too, and any flow by its file.</param>
/// <param name="Not">Patterns of ids to leave out.</param>
/// <param name="Tags">Tags of which a flow must have one; empty means any or none.</param>
/// <param name="NotTags">Tags of which a flow must have none.</param>
public sealed record FlowFilter(ImmutableArray<string> Only, ImmutableArray<string> Not, ImmutableArray<string> Tags, ImmutableArray<string> NotTags)
{
    /// <summary>Chooses every flow.</summary>
    public static readonly FlowFilter All = new([], [], [], []);

    /// <summary>Whether nothing is left out.</summary>
    public bool IsAll => Only.IsEmpty && Not.IsEmpty && Tags.IsEmpty && NotTags.IsEmpty;

    /// <summary>Whether a flow is chosen.</summary>
    /// <param name="flow">The flow.</param>
    public bool Chooses(FlowHeader flow) =>
        (Only.IsEmpty || Only.Any(p => Matches(flow, p)))
        && !Not.Any(p => Matches(flow, p))
        && (Tags.IsEmpty || flow.Tags.Any(t => Tags.Contains(t, StringComparer.Ordinal)))
        && !flow.Tags.Any(t => NotTags.Contains(t, StringComparer.Ordinal));

    private static bool Matches(FlowHeader flow, string pattern)
    {
        if (pattern.EndsWith(ProjectLoader.FlowSuffix, StringComparison.Ordinal))
        {
            pattern = pattern[..^ProjectLoader.FlowSuffix.Length];
            int flows = pattern.LastIndexOf("flows/", StringComparison.Ordinal);
            pattern = flows < 0 ? pattern : pattern[(flows + "flows/".Length)..];
        }

        // The id of a flow with data ends in its row: checkout[EUR].
        int row = flow.Id.IndexOf('[', StringComparison.Ordinal);
        return FileSystemName.MatchesSimpleExpression(pattern, flow.Id, ignoreCase: false)
            || (row > 0 && FileSystemName.MatchesSimpleExpression(pattern, flow.Id.AsSpan(0, row), ignoreCase: false));
    }
}
