using System.Collections.Immutable;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>
/// The whole pipeline, stopped at every event boundary and between intent and effect, resumed, and the world compared with the
/// one that was never interrupted: no remedy lost, none done twice, every cleanup done.
/// </summary>
public sealed class CrashSimulationTests
{
    private static readonly ImmutableDictionary<string, string> PaymentsTwoIsBroken =
        ImmutableDictionary<string, string>.Empty.Add("payments=2", "checkout");

    private static readonly Landing Sound = new(w => w.Deploy("d1", ("orders", "1"), ("payments", "1"), ("catalog", "1")));
    private static readonly Landing Bad = new(w => w.Deploy("d2", ("payments", "2"), ("catalog", "2")));

    public static TheoryData<string> Stories => [.. AllStories.Keys];

    private static Dictionary<string, (Func<Scenario> Make, Action<Scenario, EnvironmentState, Ends> Check)> AllStories { get; } = new(StringComparer.Ordinal)
    {
        ["a sound deployment passes"] = (() => Make([Sound]), CheckSound),
        ["a bad deployment is rolled back and verified"] = (() => Make([Sound, Bad]), CheckRolledBack),
        ["a bad deployment is rolled back though its environment is down after each death"] = (() => Make([Sound, Bad], downAfterDeath: TimeSpan.FromSeconds(5)), CheckRolledBack),
        ["a rollback that is not answered is asked for again"] = (() => Make([Sound, Bad], stalls: 3), CheckRolledBack),
        ["a bad deployment in shadow mode is left alone"] = (() => Make([Sound, Bad], shadow: true), CheckShadow),
        ["a remedy that fails is told to a person"] = (() => Make([Sound, Bad], rollbackFails: true), CheckRollbackFailed),
        ["a flaky flow passes and is counted"] = (() => Make([Sound], flaky: true), CheckFlaky),
        ["a newer deployment supersedes"] = (() => Make([Sound, Bad with { WhenIdle = false }]), CheckSuperseded),
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Story_DiesAtEveryBoundary_EndsTheSame(string name)
    {
        // When a deployment lands in the middle of a run, how far the run got differs, and so does the number of boundaries.
        bool landsWhileRunning = name == "a newer deployment supersedes";
        (Func<Scenario> make, var check) = AllStories[name];
        Scenario uninterrupted = make();
        EnvironmentState end = uninterrupted.Run();
        check(uninterrupted, end, await Ends.OfAsync(uninterrupted, end));
        Assert.True(uninterrupted.Boundaries > 20, $"only {uninterrupted.Boundaries} boundaries");

        for (int death = 1; death <= uninterrupted.Boundaries; death++)
        {
            Scenario scenario = make();
            EnvironmentState state = scenario.Run(death);
            Assert.True(scenario.AllDied || landsWhileRunning, $"nobody died at boundary {death}");
            Check(check, scenario, state, await Ends.OfAsync(scenario, state));
        }
    }

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Story_DiesAgainAndAgain_EndsTheSame(string name)
    {
        (Func<Scenario> make, var check) = AllStories[name];
        Random random = new(20261123);
        for (int round = 0; round < 200; round++)
        {
            Scenario scenario = make();
            int[] deaths = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 30))];
            EnvironmentState state = scenario.Run(deaths);
            Check(check, scenario, state, await Ends.OfAsync(scenario, state));
        }
    }

    private static void Check(Action<Scenario, EnvironmentState, Ends> check, Scenario scenario, EnvironmentState state, Ends ends)
    {
        try
        {
            check(scenario, state, ends);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{scenario.History}: {exception.Message}", exception);
        }
    }

    private static Scenario Make(
        Landing[] landings,
        bool shadow = false,
        bool rollbackFails = false,
        bool flaky = false,
        int stalls = 0,
        TimeSpan downAfterDeath = default) => new(
        new SimulatedWorld
        {
            Broken = PaymentsTwoIsBroken,
            RollbackFails = rollbackFails,
            Stalls = stalls,
            FlakyFlows = flaky ? ["browse"] : [],
        },
        SimulatedSetups.DefaultPolicy with { Mode = shadow ? RunMode.Shadow : RunMode.Enforce },
        landings)
        {
            DownAfterDeath = downAfterDeath,
        };

    private static void CheckWorld(Scenario scenario, Ends ends)
    {
        Assert.Empty(scenario.World.Things);
        Assert.All(scenario.World.Rollbacks.Values, times => Assert.Equal(1, times));
        Assert.All(scenario.World.Notices.Values, times => Assert.Equal(1, times));
        Assert.All(ends.Runs, run => Assert.All(run.Cleanups.Values, c => Assert.Equal(CleanupOutcome.Done, c.Result?.Outcome)));
        Assert.All(ends.Runs, run => Assert.NotNull(run.Ending));
    }

    private static void CheckSound(Scenario scenario, EnvironmentState state, Ends ends)
    {
        CheckWorld(scenario, ends);
        RunState run = Assert.Single(ends.Runs);
        Assert.IsType<Verdict.Passed>(run.Verdict);
        Assert.Equal(0, run.ExitCode);
        Assert.Single(state.Deliveries);
        Assert.Empty(scenario.World.Rollbacks);
    }

    private static void CheckRolledBack(Scenario scenario, EnvironmentState state, Ends ends)
    {
        CheckWorld(scenario, ends);
        Assert.Equal(3, ends.Runs.Length);
        RunState bad = ends.Runs.Single(r => r.Remedy is not null);
        Assert.Equal(Cause.Product, bad.Verdict?.CauseOrNull);
        Assert.IsType<RemedyOutcome.Applied>(bad.RemedyOutcome);
        Assert.True(bad.IsRemedyVerified);
        Assert.Equal(5, bad.ExitCode);
        Assert.Single(scenario.World.Rollbacks);
        Assert.Equal("1", scenario.World.Versions["payments"]);
        Assert.Equal("1", scenario.World.Versions["catalog"]);
        Assert.Single(state.Spendings);
    }

    private static void CheckShadow(Scenario scenario, EnvironmentState state, Ends ends)
    {
        CheckWorld(scenario, ends);
        Assert.Equal(2, ends.Runs.Length);
        Assert.Equal(RemedyKind.Rollback, ends.Runs.Single(r => r.Verdict is Verdict.Failed).Decision?.Kind);
        Assert.Empty(scenario.World.Rollbacks);
        Assert.Empty(scenario.World.Notices);
        Assert.Equal("2", scenario.World.Versions["payments"]);
        Assert.Empty(state.Spendings);
    }

    private static void CheckRollbackFailed(Scenario scenario, EnvironmentState state, Ends ends)
    {
        CheckWorld(scenario, ends);
        RunState bad = ends.Runs.Single(r => r.Remedy is not null);
        Assert.IsType<RemedyOutcome.Failed>(bad.RemedyOutcome);
        Assert.Equal(6, bad.ExitCode);
        Assert.NotNull(bad.Notice);
        Assert.True(bad.IsNoticeEnded);
        Assert.True(scenario.World.Notices.Count == 1 || bad.NoticeError is not null, "nobody was told, and the journal does not say so");
        Assert.Single(state.Spendings);
    }

    private static void CheckFlaky(Scenario scenario, EnvironmentState state, Ends ends)
    {
        CheckWorld(scenario, ends);
        RunState run = Assert.Single(ends.Runs);
        Assert.IsType<Verdict.Passed>(run.Verdict);
        Assert.Contains("1 of them flaky", run.Verdict.Reason, StringComparison.Ordinal);
        Assert.True(run.Judgements.Single(f => f.FlowId == "browse").IsFlaky);
        Assert.Empty(state.Spendings);
    }

    /// <summary>How the first run ends depends on when the second deployment lands; what must hold does not.</summary>
    private static void CheckSuperseded(Scenario scenario, EnvironmentState state, Ends ends)
    {
        CheckWorld(scenario, ends);
        Assert.Equal(2, state.Deliveries.Count);
        Assert.True(state.Active is null && state.Queue.IsEmpty);
        RunState last = ends.Runs.Single(r => r.Request?.Deployment?.Id == "d2");
        Assert.Equal(RunEnding.Verdict, last.Ending);
    }
}
