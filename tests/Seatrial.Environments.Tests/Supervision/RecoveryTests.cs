using System.Text.Json;
using Seatrial.Core.Deployments;
using Seatrial.Environments.Supervision;
using Seatrial.TestKit;
using static Seatrial.Environments.Tests.Supervision.Harbour;

namespace Seatrial.Environments.Tests.Supervision;

public sealed class RecoveryTests
{
    [Fact]
    public async Task Supervisor_Killed_IsFollowedByOneThatTakesItsServicesOver()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        IReadOnlyList<int> processes = harbour.Processes();
        int first = (await harbour.StatusAsync()).Pid;

        await harbour.KillSupervisorAsync();
        Assert.Equal(processes, harbour.Processes());
        await harbour.Environment.EnsureSupervisorAsync(TestContext.Current.CancellationToken);
        OperationReport upgrade = await harbour.DeployAsync("d2", Service("catalog", "1.1.0"));

        Assert.NotEqual(first, (await harbour.StatusAsync()).Pid);
        Assert.Equal(OperationProgress.Succeeded, upgrade.Progress);
        Assert.Equal([new DeployedService("catalog", "1.1.0", "1.0.0")], upgrade.Changes);
        Assert.Single(harbour.Processes().Intersect(processes));
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Rollout_InterruptedBeforeReady_IsFinishedByTheNextSupervisor()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        Task<OperationReport> upgrade = harbour.DeployAsync(
            "d2", Service("catalog", "1.1.0", "ready-on-sign", ("SIGN", harbour.Sign)));
        await PhaseAsync(harbour, state => state.Rollout?.Steps[0].Candidate?.Process is not null);

        await harbour.KillSupervisorAsync();
        await File.WriteAllTextAsync(harbour.Sign, "go", TestContext.Current.CancellationToken);
        OperationReport report = await upgrade;

        Assert.Equal(OperationProgress.Succeeded, report.Progress);
        Assert.Equal("catalog=1.1.0", await harbour.VersionsAsync());
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Rollout_InterruptedWhileItStartsAProcess_LeavesNoStray()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));

        OperationReport report = await (await CaughtAsync(harbour, phase => phase == StepPhase.Starting)).Rollout;

        Assert.Equal(OperationProgress.Succeeded, report.Progress);
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Rollout_InterruptedWhileDraining_StopsTheOldVersion()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));

        (string version, Task<OperationReport> rollout) =
            await CaughtAsync(harbour, phase => phase is StepPhase.Switching or StepPhase.Draining);
        OperationReport report = await rollout;

        Assert.Equal(OperationProgress.Succeeded, report.Progress);
        Assert.Equal(version, (await harbour.ReadAsync("catalog/version")).GetProperty("version").GetString());
        Assert.Equal(2, harbour.Processes().Count);
    }

    [Fact]
    public async Task Rollout_InterruptedAndBoundToFail_IsUndoneByTheNextSupervisor()
    {
        await using var harbour = new Harbour(readySeconds: 10);
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"), Service("orders", "1.0.0"));
        Task<OperationReport> upgrade = harbour.DeployAsync(
            "d2", Service("catalog", "1.1.0"), Service("orders", "1.1.0", "never-ready"));
        await PhaseAsync(harbour, state => state.Rollout?.Steps[1].Candidate?.Process is not null);

        await harbour.KillSupervisorAsync();
        OperationReport report = await upgrade;

        Assert.Equal(OperationProgress.Failed, report.Progress);
        Assert.Equal("catalog=1.0.0 orders=1.0.0", await harbour.VersionsAsync());
        Assert.Equal("1.0.0", (await harbour.ReadAsync("catalog/version")).GetProperty("version").GetString());
        Assert.Equal(3, harbour.Processes().Count);
    }

    [Fact]
    public async Task Service_Dies_IsStartedAgain()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));
        int? first = (await harbour.StatusAsync()).Services[0].Pid;

        await Assert.ThrowsAnyAsync<Exception>(() => harbour.ReadAsync("catalog/die"));
        ServiceStatus after = await ServiceAsync(harbour, s => s.Condition == ServiceCondition.Ready && s.Pid != first);

        Assert.Equal(1, after.RecentDeaths);
    }

    [Fact]
    public async Task Service_DiesAgainAndAgain_IsCrashLooping()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));

        for (int i = 0; i < 3; i++)
        {
            ServiceStatus alive = await ServiceAsync(harbour, s => s.Pid is not null && s.RecentDeaths == i);
            ProcessIdentity.Of(alive.Pid!.Value).Signal(PosixNative.Kill);
        }

        await ServiceAsync(harbour, s => s.Condition == ServiceCondition.CrashLooping);
        IReadOnlyList<ServiceObservation> seen = await harbour.Environment.ObserveAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ServiceCondition.CrashLooping, Assert.Single(seen).Condition);
    }

    [Fact]
    public async Task Supervisor_StartedTwice_OneRemains()
    {
        await using var harbour = new Harbour();

        SupervisorStatus[] found = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            harbour.Environment.EnsureSupervisorAsync(TestContext.Current.CancellationToken)));

        Assert.Single(found.Select(status => status.Pid).Distinct());
    }

    [Fact]
    public async Task Stop_EndsEverything_AndTheNextDeploymentStartsAnew()
    {
        await using var harbour = new Harbour();
        await harbour.DeployAsync("d1", Service("catalog", "1.0.0"));

        await harbour.Environment.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(harbour.Processes());
        Assert.Null(await harbour.Environment.FindStatusAsync(TestContext.Current.CancellationToken));
        OperationReport report = await harbour.DeployAsync("d2", Service("catalog", "1.0.0"));

        Assert.Equal(OperationProgress.Succeeded, report.Progress);
        JsonElement version = await harbour.ReadAsync("catalog/version");
        Assert.Equal("1.0.0", version.GetProperty("version").GetString());
    }

    /// <summary>
    /// Kills the supervisor in the middle of a phase too short to be sure of seeing: versions are deployed, one after another,
    /// until one is caught there.
    /// </summary>
    private static async Task<(string Version, Task<OperationReport> Rollout)> CaughtAsync(Harbour harbour, Predicate<StepPhase> phase)
    {
        for (int number = 1; number <= 100; number++)
        {
            string version = $"1.{number}.0";
            Task<OperationReport> rollout = harbour.DeployAsync($"d-{version}", Service("catalog", version));
            while (!rollout.IsCompleted)
            {
                if (harbour.ReadState().Rollout is { Steps: [{ } step, ..] } && phase(step.Phase))
                {
                    await harbour.KillSupervisorAsync();
                    return (version, rollout);
                }

                await Task.Yield();
            }
        }

        throw new InvalidOperationException("A hundred deployments, and none was seen in the phase.");
    }

    private static Task PhaseAsync(Harbour harbour, Func<SupervisorState, bool> condition) => Eventually.IsTrueAsync(
        () => condition(harbour.ReadState()), "the roll-out gets there", TestContext.Current.CancellationToken);

    private static Task<ServiceStatus> ServiceAsync(Harbour harbour, Func<ServiceStatus, bool> condition) =>
        Eventually.ReachesAsync(
            async () => (await harbour.StatusAsync()).Services[0],
            condition,
            "the service gets there",
            TestContext.Current.CancellationToken);
}
