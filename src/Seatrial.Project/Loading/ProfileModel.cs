using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Loading;

/// <summary>A way to run an environment, chosen by name: fewer flows, other values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">Where it was written.</param>
public sealed record ProfileModel(string Name, SourceSpan Span)
{
    /// <summary>What it is for; null when it does not say.</summary>
    public string? Why { get; init; }

    /// <summary>The flows that are run, of those that run in the environment.</summary>
    public FlowFilter Flows { get; init; } = FlowFilter.All;

    /// <summary>Values instead of the environment's, by name.</summary>
    public ImmutableDictionary<string, IBoundValue> Variables { get; init; } = ImmutableDictionary<string, IBoundValue>.Empty;

    /// <summary>How many flows run at once; null: as the environment says.</summary>
    public int? Parallel { get; init; }
}
