using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Verdicts;

/// <summary>All a verdict is reached from.</summary>
/// <param name="Request">What the run verifies.</param>
/// <param name="Settled">How settling ended.</param>
/// <param name="Plan">The flows; default when none were planned.</param>
/// <param name="Flows">What is known of each.</param>
public sealed record VerdictEvidence(
    RunRequest Request,
    RunEvent.Settled Settled,
    ImmutableArray<FlowHeader> Plan,
    ImmutableDictionary<string, FlowState> Flows)
{
    /// <summary>Whether telemetry of any service came for any trace of the run.</summary>
    public bool AnySpan { get; init; }

    /// <summary>The run of the replaced versions that serves as baseline, or null.</summary>
    public EnvironmentEvent.RunFinished? Baseline { get; init; }

    /// <summary>What a red flow means without a baseline.</summary>
    public FirstDeployment FirstDeployment { get; init; }

    /// <summary>Whether every deployed version was seen to answer before and after the flows.</summary>
    public bool IsAttested => Request.Deployment is { } deployment && Settled.Outcome == SettleOutcome.Settled
        && deployment.Services.All(s => Settled.Versions.Versions.TryGetValue(s.Name, out string? v) && v == s.Version);
}
