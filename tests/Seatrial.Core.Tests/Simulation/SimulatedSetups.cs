using System.Collections.Immutable;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>The one project of the simulation.</summary>
internal sealed class SimulatedSetups(SimulatedWorld world, SimulatedProcess process, EnvironmentPolicy policy) : IRunSetupSource
{
    private static readonly ImmutableArray<FlowHeader> Flows =
    [
        Flow("browse", isCritical: true),
        Flow("checkout", isCritical: true),
        Flow("wishlist", isCritical: false),
    ];

    /// <summary>Whether nothing of the environment can be asked right now.</summary>
    public Func<bool> IsDown { get; init; } = static () => false;

    public static EnvironmentPolicy DefaultPolicy { get; } = new()
    {
        Mode = RunMode.Enforce,
        Remedies = [new(RemedyKind.Rollback, "process", []), new(RemedyKind.Hold, string.Empty, ["platform"])],
        Parallel = 2,
    };

    public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) => ValueTask.FromResult("h1");

    public ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken)
    {
        if (IsDown())
        {
            throw new SeatrialException("environment-down", "No supervisor answers.", isTransient: true);
        }

        SimulatedAdapters adapters = new(world, process);
        return ValueTask.FromResult(
            new RunSetup(projectHash, Flows, policy, new SimulatedRunner(world, process), adapters, [adapters], adapters));
    }

    private static FlowHeader Flow(string id, bool isCritical) => new(id, id, isCritical, $"hash-{id}", ["till"], TimeSpan.FromSeconds(20));
}
