using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;

namespace Seatrial.Core.Runs;

/// <summary>All a run needs of one project snapshot in one environment.</summary>
/// <param name="ProjectHash">The snapshot.</param>
/// <param name="Flows">Its flows, in ordinal order of their ids.</param>
/// <param name="Policy">The environment's policy.</param>
/// <param name="Runner">Executes the flows.</param>
/// <param name="Probe">Asks which versions answer; null when no service can tell its version.</param>
/// <param name="Remedies">The adapters the environment has.</param>
/// <param name="Notifier">Tells people.</param>
public sealed record RunSetup(
    string ProjectHash,
    ImmutableArray<FlowHeader> Flows,
    EnvironmentPolicy Policy,
    IFlowRunner Runner,
    ISettleProbe? Probe,
    ImmutableArray<IRemedy> Remedies,
    INotifier Notifier);
