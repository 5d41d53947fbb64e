using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>A project's folder, read and found valid.</summary>
/// <param name="Name">The project.</param>
/// <param name="Hash">The snapshot of its files as they are now.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Environments">Its environments, as seatrial.yaml names them.</param>
/// <param name="Flows">Its flows, in ordinal order of their ids.</param>
/// <param name="Setups">Opens it for runs.</param>
internal sealed record LoadedProject(
    string Name,
    string Hash,
    string Folder,
    ImmutableArray<string> Environments,
    ImmutableArray<FlowHeader> Flows,
    IRunSetupSource Setups)
{
    /// <summary>What it was read from, for those that look into its flows.</summary>
    public ProjectLoadResult? Source { get; init; }

    /// <summary>Opens it again with flows that were changed for this one run.</summary>
    public Func<ProjectModel, LoadedProject>? Reopen { get; init; }
}
