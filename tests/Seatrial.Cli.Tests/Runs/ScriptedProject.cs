using System.Collections.Immutable;
using Seatrial.Cli.Projects;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Tests.Runs;

/// <summary>A project whose flows are scripted.</summary>
internal sealed class ScriptedProject(string folder, params string[] flowIds) : IRunSetupSource, INotifier
{
    public ScriptedRunner Runner { get; } = new();

    public LoadedProject Project => new("shop", "hash", folder, ["local"], Flows, this);

    private ImmutableArray<FlowHeader> Flows => [.. flowIds.Select(id => new FlowHeader(id, $"The flow that {id}", true, "h", [], TimeSpan.FromSeconds(10)))];

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) => ValueTask.FromResult("hash");

    public ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new RunSetup("hash", Flows, new EnvironmentPolicy(), Runner, null, [], this));

    public Task<string?> TellAsync(Notice notice, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
