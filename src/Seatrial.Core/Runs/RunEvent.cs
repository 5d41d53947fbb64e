using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Remedies;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Runs;

/// <summary>Something that happened in a run. Closed; names are stored, so they never change meaning.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Created), "run-created")]
[JsonDerivedType(typeof(DriverStarted), "driver-started")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(FlowsPlanned), "flows-planned")]
[JsonDerivedType(typeof(AttemptStarted), "attempt-started")]
[JsonDerivedType(typeof(StepFinished), "step-finished")]
[JsonDerivedType(typeof(CleanupRegistered), "cleanup-registered")]
[JsonDerivedType(typeof(CleanupArmed), "cleanup-armed")]
[JsonDerivedType(typeof(CleanupFinished), "cleanup-finished")]
[JsonDerivedType(typeof(AttemptFinished), "attempt-finished")]
[JsonDerivedType(typeof(AttemptAbandoned), "attempt-abandoned")]
[JsonDerivedType(typeof(FlowSkipped), "flow-skipped")]
[JsonDerivedType(typeof(SignalsCollected), "signals-collected")]
[JsonDerivedType(typeof(Reattested), "reattested")]
[JsonDerivedType(typeof(VerdictReached), "verdict-reached")]
[JsonDerivedType(typeof(RemedyDecided), "remedy-decided")]
[JsonDerivedType(typeof(RemedyIntended), "remedy-intended")]
[JsonDerivedType(typeof(RemedyEnded), "remedy-ended")]
[JsonDerivedType(typeof(VerificationRequested), "verification-requested")]
[JsonDerivedType(typeof(VerificationEnded), "verification-ended")]
[JsonDerivedType(typeof(NoticeIntended), "notice-intended")]
[JsonDerivedType(typeof(NoticeEnded), "notice-ended")]
[JsonDerivedType(typeof(EndRequested), "end-requested")]
[JsonDerivedType(typeof(Closed), "run-closed")]
public abstract record RunEvent : JournalEvent
{
    private RunEvent()
    {
    }

    /// <summary>The run exists. Always the first event.</summary>
    /// <param name="Request">What it is to verify.</param>
    public sealed record Created(RunRequest Request) : RunEvent;

    /// <summary>A process took the run over; what was unfinished is reconciled after this.</summary>
    /// <param name="Owner">The process.</param>
    /// <param name="Epoch">The epoch of its lease.</param>
    public sealed record DriverStarted(string Owner, long Epoch) : RunEvent;

    /// <summary>It is known whether what was deployed is what answers.</summary>
    /// <param name="Outcome">Whether it is.</param>
    /// <param name="Versions">The versions that answered.</param>
    /// <param name="Detail">What was seen, when it is not.</param>
    /// <param name="Elapsed">How long it took.</param>
    public sealed record Settled(SettleOutcome Outcome, VersionSet Versions, string? Detail, TimeSpan Elapsed) : RunEvent;

    /// <summary>The flows of the run, in the order they will be started.</summary>
    /// <param name="Flows">The flows.</param>
    public sealed record FlowsPlanned(ImmutableArray<FlowHeader> Flows) : RunEvent;

    /// <summary>An attempt of a flow starts.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Attempt">The attempt, from 1.</param>
    /// <param name="IsConfirmation">Whether it confirms a failure.</param>
    /// <param name="Seed">Keys its random source.</param>
    public sealed record AttemptStarted(string FlowId, int Attempt, bool IsConfirmation, long Seed) : RunEvent;

    /// <summary>A step ended.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Step">What it did.</param>
    /// <param name="ExchangeBlob">The blob that holds its last exchange, or null.</param>
    public sealed record StepFinished(string FlowId, int Attempt, StepRecord Step, string? ExchangeBlob) : RunEvent;

    /// <summary>A step may be about to create something: the promise to remove it.</summary>
    /// <param name="Cleanup">The promise.</param>
    public sealed record CleanupRegistered(CleanupRegistration Cleanup) : RunEvent;

    /// <summary>The step answered: the promise now knows what to remove.</summary>
    /// <param name="Cleanup">The promise with its full scope.</param>
    public sealed record CleanupArmed(CleanupRegistration Cleanup) : RunEvent;

    /// <summary>A cleanup ended.</summary>
    /// <param name="CleanupId">The cleanup.</param>
    /// <param name="Result">How it ended.</param>
    public sealed record CleanupFinished(string CleanupId, CleanupResult Result) : RunEvent;

    /// <summary>An attempt ended.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Result">How it ended.</param>
    public sealed record AttemptFinished(string FlowId, int Attempt, FlowAttemptResult Result) : RunEvent;

    /// <summary>An attempt died with its process; it counts for nothing and its flow starts again.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Attempt">The attempt.</param>
    public sealed record AttemptAbandoned(string FlowId, int Attempt) : RunEvent;

    /// <summary>A flow will not run.</summary>
    /// <param name="FlowId">The flow.</param>
    /// <param name="Reason">Why.</param>
    public sealed record FlowSkipped(string FlowId, string Reason) : RunEvent;

    /// <summary>The telemetry of the run was read.</summary>
    /// <param name="Health">How much of it came.</param>
    /// <param name="Suspects">Whom it points at, strongest first; at most three.</param>
    /// <param name="FailingTraces">The blob with the spans and logs of failing steps, or null.</param>
    /// <param name="TraceShapes">The blob with the shape of each step's trace, for later comparison, or null.</param>
    public sealed record SignalsCollected(
        TelemetryHealth Health,
        ImmutableArray<Suspect> Suspects,
        string? FailingTraces,
        string? TraceShapes) : RunEvent;

    /// <summary>It was checked again that what was judged is what runs.</summary>
    /// <param name="Versions">The versions that answered.</param>
    /// <param name="IsUnchanged">Whether they are the ones that settled.</param>
    /// <param name="Detail">What differs.</param>
    public sealed record Reattested(VersionSet Versions, bool IsUnchanged, string? Detail) : RunEvent;

    /// <summary>The verdict.</summary>
    /// <param name="Verdict">The verdict.</param>
    /// <param name="Flows">What it says of each flow.</param>
    public sealed record VerdictReached(Verdict Verdict, ImmutableArray<FlowJudgement> Flows) : RunEvent;

    /// <summary>What is to be done about the verdict.</summary>
    /// <param name="Decision">What, and why.</param>
    public sealed record RemedyDecided(RemedyDecision Decision) : RunEvent;

    /// <summary>A remedy is about to be asked for.</summary>
    /// <param name="Request">The remedy with its idempotency key.</param>
    public sealed record RemedyIntended(RemedyRequest Request) : RunEvent;

    /// <summary>A remedy ended.</summary>
    /// <param name="Key">Its idempotency key.</param>
    /// <param name="Outcome">How it ended.</param>
    public sealed record RemedyEnded(string Key, RemedyOutcome Outcome) : RunEvent;

    /// <summary>A child run is to verify the remedy.</summary>
    /// <param name="ChildRunId">The child.</param>
    /// <param name="ProjectHash">The snapshot it executes.</param>
    public sealed record VerificationRequested(string ChildRunId, string ProjectHash) : RunEvent;

    /// <summary>The child run closed.</summary>
    /// <param name="ChildRunId">The child.</param>
    /// <param name="Verdict">Its verdict; null when it closed without one.</param>
    public sealed record VerificationEnded(string ChildRunId, Verdict? Verdict) : RunEvent;

    /// <summary>Somebody is about to be told something.</summary>
    /// <param name="Notice">What, and whom.</param>
    public sealed record NoticeIntended(Notice Notice) : RunEvent;

    /// <summary>Somebody was told, or could not be.</summary>
    /// <param name="Key">The notice.</param>
    /// <param name="Error">What went wrong; null when told.</param>
    public sealed record NoticeEnded(string Key, string? Error) : RunEvent;

    /// <summary>The run is to end without a verdict.</summary>
    /// <param name="Ending">How.</param>
    /// <param name="Reason">Why.</param>
    public sealed record EndRequested(RunEnding Ending, string Reason) : RunEvent;

    /// <summary>The run is over. Always the last event.</summary>
    /// <param name="Ending">How it closed.</param>
    /// <param name="CleanupsLeft">How many cleanups failed, are in doubt, or did not run.</param>
    public sealed record Closed(RunEnding Ending, int CleanupsLeft) : RunEvent;
}
