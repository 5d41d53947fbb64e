using System.Collections.Immutable;
using Seatrial.Core.Deployments;

namespace Seatrial.Core.Runs;

/// <summary>What a run is to verify: the content of its first event.</summary>
/// <param name="Project">The project.</param>
/// <param name="ProjectHash">The snapshot to execute.</param>
/// <param name="Environment">The environment.</param>
/// <param name="RunId">The run.</param>
/// <param name="Trigger">What started it.</param>
public sealed record RunRequest(string Project, string ProjectHash, string Environment, string RunId, RunTrigger Trigger)
{
    /// <summary>What landed; null for a run on demand.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>The run whose remedy this one verifies, or null.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>The versions the environment had before, as far as the journal knew; the baseline is looked up by them.</summary>
    public VersionSet Before { get; init; } = VersionSet.Empty;

    /// <summary>The flows to run, or empty for all.</summary>
    public ImmutableArray<string> FlowIds { get; init; } = [];
}
