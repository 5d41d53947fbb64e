using System.Collections.Immutable;

namespace Seatrial.Core.Flows;

/// <summary>What a run must know of a flow to plan, schedule and judge it; the steps stay with the runner.</summary>
/// <param name="Id">Unique in the project: the file's path below <c>flows/</c> without <c>.flow.yaml</c>.</param>
/// <param name="Name">The name people read.</param>
/// <param name="IsCritical">Whether its failure fails the run; otherwise it warns.</param>
/// <param name="Hash">Content hash of the flow and all it calls, lower-case hexadecimal; equal hashes are comparable across runs.</param>
/// <param name="Locks">Named resources; flows that share one do not overlap.</param>
/// <param name="Within">The deadline of one attempt.</param>
public sealed record FlowHeader(
    string Id,
    string Name,
    bool IsCritical,
    string Hash,
    ImmutableArray<string> Locks,
    TimeSpan Within)
{
    /// <summary>Stands in the hash of a flow of which only some steps are run: it is compared with no other.</summary>
    public const char PartSign = '#';

    /// <summary>The flows that must have passed before it starts; part of every run it is part of.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Tags for selection.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Whom to tell when it fails; null when the flow does not say.</summary>
    public string? Owner { get; init; }

    /// <summary>Why the flow matters; null when the flow does not say.</summary>
    public string? Why { get; init; }

    /// <summary>Where to read what to do; null when the flow does not say.</summary>
    public string? Runbook { get; init; }

    /// <summary>The file, relative to the project folder.</summary>
    public string? File { get; init; }

    /// <summary>The names of its steps in order, for reports and the live view.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>The load it is run as, in words: <c>50/s for 30s</c>; null when it is run once. A load runs alone, after the flows that are none.</summary>
    public string? Load { get; init; }
}
