using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Runs;

/// <summary>A run as its events tell it: the fold of its stream. Immutable; holds aggregates, never bodies.</summary>
public sealed partial record RunState
{
    /// <summary>The run before its first event.</summary>
    public static readonly RunState Empty = new();

    /// <summary>What it verifies; null before the first event.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>The sequence of the last event folded in.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something last happened.</summary>
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>How settling ended; null before.</summary>
    public RunEvent.Settled? Settled { get; init; }

    /// <summary>The flows in order of start; default before they are planned.</summary>
    public ImmutableArray<FlowHeader> Plan { get; init; }

    /// <summary>What is known of each planned flow, by id.</summary>
    public ImmutableDictionary<string, FlowState> Flows { get; init; } = ImmutableDictionary<string, FlowState>.Empty;

    /// <summary>The cleanups, by id, in order of registration.</summary>
    public ImmutableDictionary<string, CleanupState> Cleanups { get; init; } = ImmutableDictionary<string, CleanupState>.Empty;

    /// <summary>What telemetry showed; null before it was read.</summary>
    public RunEvent.SignalsCollected? Signals { get; init; }

    /// <summary>The second attestation; null before.</summary>
    public RunEvent.Reattested? Reattested { get; init; }

    /// <summary>The verdict; null before.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>When the verdict was reached.</summary>
    public DateTimeOffset? VerdictAt { get; init; }

    /// <summary>What the verdict says of each flow.</summary>
    public ImmutableArray<FlowJudgement> Judgements { get; init; } = [];

    /// <summary>What is to be done; null before it was decided.</summary>
    public RemedyDecision? Decision { get; init; }

    /// <summary>The remedy that was asked for; null when none was.</summary>
    public RemedyRequest? Remedy { get; init; }

    /// <summary>How it ended; null while it is unknown.</summary>
    public RemedyOutcome? RemedyOutcome { get; init; }

    /// <summary>When the remedy ended.</summary>
    public DateTimeOffset? RemedyEndedAt { get; init; }

    /// <summary>The child run that verifies the remedy; null when there is none.</summary>
    public string? ChildRunId { get; init; }

    /// <summary>The snapshot the child executes.</summary>
    public string? ChildProjectHash { get; init; }

    /// <summary>Whether the child closed.</summary>
    public bool IsChildClosed { get; init; }

    /// <summary>The child's verdict; null before, or when it closed without one.</summary>
    public Verdict? ChildVerdict { get; init; }

    /// <summary>The notice that was sent, if any.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Whether the notice's outcome is known.</summary>
    public bool IsNoticeEnded { get; init; }

    /// <summary>What went wrong with the notice; null when it was told.</summary>
    public string? NoticeError { get; init; }

    /// <summary>The end that was asked for; null when none was.</summary>
    public RunEvent.EndRequested? EndRequested { get; init; }

    /// <summary>How it closed; null while it is open.</summary>
    public RunEnding? Ending { get; init; }

    /// <summary>When it closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Suspects, strongest first.</summary>
    public ImmutableArray<Suspect> Suspects => Signals?.Suspects ?? [];

    /// <summary>Whether the remedy was applied and a child run passed after it.</summary>
    public bool IsRemedyVerified => RemedyOutcome is RemedyOutcome.Applied && ChildVerdict is Verdict.Passed;

    /// <summary>How many cleanups failed, are in doubt, or have not run yet.</summary>
    public int CleanupsLeft => Cleanups.Values.Count(c => c.Result is null or { Outcome: CleanupOutcome.Failed or CleanupOutcome.InDoubt });

    /// <summary>The exit code of the run, as the outside contract says; null while it is open.</summary>
    public int? ExitCode => Ending switch
    {
        null => null,
        RunEnding.Superseded => 7,
        RunEnding.Cancelled => 130,
        RunEnding.Void => 4,
        _ => Verdict switch
        {
            Verdict.Passed => 0,
            Verdict.Failed when Remedy is null => 1,
            Verdict.Failed => IsRemedyVerified ? 5 : 6,
            _ => 4,
        },
    };
}
