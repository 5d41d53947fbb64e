using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Reporting;

/// <summary>A run as reports show it: what its journal says, arranged for reading.</summary>
/// <param name="State">The fold of the run's events.</param>
/// <param name="Request">What it was to verify.</param>
public sealed record RunReport(RunState State, RunRequest Request)
{
    /// <summary>Its flows, in the order they were planned.</summary>
    public ImmutableArray<FlowReport> Flows { get; init; } = [];

    /// <summary>The stages of its life, in order of their beginning.</summary>
    public ImmutableArray<ReportStage> Stages { get; init; } = [];

    /// <summary>When the remedy was asked for; null when none was.</summary>
    public DateTimeOffset? RemedyAskedAt { get; init; }

    /// <summary>When the remedy's verification ended; null before.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>When the run began.</summary>
    public DateTimeOffset Start => State.CreatedAt;

    /// <summary>When the run ended, or when something last happened.</summary>
    public DateTimeOffset End => State.ClosedAt ?? State.LastEventAt;

    /// <summary>The service the evidence points at most, or null.</summary>
    public string? Suspect => State.Suspects.IsDefaultOrEmpty ? null : State.Suspects[0].Service;

    /// <summary>From the deployment's arrival to the verdict; null before.</summary>
    public TimeSpan? DetectedAfter => State.VerdictAt - Start;

    /// <summary>From the verdict to the moment the remedy was verified; null when there was no verified remedy.</summary>
    public TimeSpan? RecoveredAfter => State.IsRemedyVerified ? VerifiedAt - State.VerdictAt : null;

    /// <summary>How many flows ended in a way.</summary>
    /// <param name="outcomes">The ways.</param>
    public int Count(params ReadOnlySpan<FlowOutcome> outcomes)
    {
        int count = 0;
        foreach (FlowReport flow in Flows)
        {
            if (outcomes.Contains(flow.Outcome))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>The journal its steps are to be fetched from; null when they are here.</summary>
    internal IJournal? Journal { get; init; }

    /// <summary>A reader of the steps of its flows.</summary>
    public FlowDetails OpenDetails() => new(Journal, StreamId.Run(Request.Project, Request.RunId), Flows);

    /// <summary>Arranges a run for reading.</summary>
    /// <param name="state">The fold of the run's events.</param>
    /// <param name="events">The events, in order.</param>
    /// <exception cref="ArgumentException">The run has no first event.</exception>
    public static RunReport From(RunState state, IEnumerable<RunEvent> events)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(events);
        RunReportBuilder builder = new(keepsSteps: true);
        foreach (RunEvent runEvent in events)
        {
            builder.Add(runEvent);
        }

        return builder.Build(state);
    }
}
