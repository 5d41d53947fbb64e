using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>An attempt of a flow as reports show it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsConfirmation">Whether it confirmed a failure.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record AttemptReport(int Number, bool IsConfirmation, DateTimeOffset StartedAt)
{
    /// <summary>How it ended; null while it runs, or when it was abandoned.</summary>
    public FlowAttemptResult? Result { get; init; }

    /// <summary>Whether it died with its process.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>When it ended, as far as is known.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its steps, in order; of a report read from a journal, once <see cref="FlowDetails"/> fetched them.</summary>
    public ImmutableArray<StepReport> Steps { get; init; } = [];

    /// <summary>The events that tell of its steps, when those are still to be fetched.</summary>
    internal ImmutableArray<long> StepPlaces { get; init; } = [];

    /// <summary>How long its steps took.</summary>
    public TimeSpan Duration => Result?.Duration ?? (EndedAt - StartedAt) ?? TimeSpan.Zero;
}
