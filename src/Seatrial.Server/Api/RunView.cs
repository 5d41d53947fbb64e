using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Runs;
using Seatrial.Core.Triage;
using Seatrial.Core.Verdicts;

namespace Seatrial.Server.Api;

/// <summary>A run as the API shows it: a projection of its journal.</summary>
/// <param name="Id">The run.</param>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Status"><c>queued</c>, <c>running</c> or <c>closed</c>.</param>
/// <param name="Trigger">What started it.</param>
/// <param name="ProjectHash">The snapshot it executes.</param>
internal sealed record RunView(
    string Id,
    string Project,
    string Environment,
    string Status,
    RunTrigger Trigger,
    string ProjectHash)
{
    public Deployment? Deployment { get; init; }

    public string? ParentRunId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How many events it has: read on from here.</summary>
    public long Sequence { get; init; }

    public RunEnding? Ending { get; init; }

    /// <summary>Why it ended without a verdict, or null.</summary>
    public string? EndingReason { get; init; }

    public Verdict? Verdict { get; init; }

    public DateTimeOffset? VerdictAt { get; init; }

    /// <summary>What <c>seatrial run</c> would exit with; null while the run is open.</summary>
    public int? ExitCode { get; init; }

    public SettleOutcome? Settled { get; init; }

    public VersionSet? Versions { get; init; }

    public IReadOnlyList<FlowView> Flows { get; init; } = [];

    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    public TelemetryHealth? Telemetry { get; init; }

    public RemedyView? Remedy { get; init; }

    public int CleanupsLeft { get; init; }

    public string? NoticeError { get; init; }

    /// <summary>A run that began.</summary>
    public static RunView Of(RunState run)
    {
        RunRequest request = run.Request ?? throw new ArgumentException("The run has no first event.", nameof(run));
        return new RunView(
            request.RunId,
            request.Project,
            request.Environment,
            run.Ending is null ? "running" : "closed",
            request.Trigger,
            request.ProjectHash)
        {
            Deployment = request.Deployment,
            ParentRunId = request.ParentRunId,
            CreatedAt = run.CreatedAt,
            ClosedAt = run.ClosedAt,
            Sequence = run.Sequence,
            Ending = run.Ending,
            EndingReason = run.EndRequested?.Reason,
            Verdict = run.Verdict,
            VerdictAt = run.VerdictAt,
            ExitCode = run.ExitCode,
            Settled = run.Settled?.Outcome,
            Versions = run.Settled?.Versions,
            Flows = run.Plan.IsDefault ? [] : [.. run.Plan.Select(flow => FlowView.Of(run, flow))],
            Suspects = run.Suspects,
            Telemetry = run.Signals?.Health,
            Remedy = RemedyView.Of(run),
            CleanupsLeft = run.CleanupsLeft,
            NoticeError = run.NoticeError,
        };
    }

    /// <summary>A run that waits for its turn.</summary>
    public static RunView Queued(string project, string environment, EnvironmentEvent.DeploymentAccepted waiting) =>
        new(waiting.RunId, project, environment, "queued", RunTrigger.Deployment, waiting.ProjectHash)
        {
            Deployment = waiting.Deployment,
            CreatedAt = waiting.At,
        };
}
