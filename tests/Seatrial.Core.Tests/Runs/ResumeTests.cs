using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Core.Tests.Simulation;
using Seatrial.Core.Verdicts;
using Seatrial.TestKit.Journal;

namespace Seatrial.Core.Tests.Runs;

/// <summary>What becomes of a run that is resumed where its project cannot be opened, or whose runner throws.</summary>
public sealed class ResumeTests
{
    private static readonly RunRequest Request = new("shop", "h1", "local", "r-1", RunTrigger.OnDemand);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly InMemoryJournal _journal;

    public ResumeTests() => _journal = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_verdict_outlives_an_environment_that_is_down_for_a_while()
    {
        await LeaveAsync(new RunEvent.VerdictReached(new Verdict.Failed(Cause.Product, "it fails"), []) { At = _clock.GetUtcNow() });

        await Assert.ThrowsAsync<SeatrialException>(() => DriveAsync(new SeatrialException("environment-down", "Nothing runs.", isTransient: true)));

        RunState state = await ReadAsync();
        Assert.Null(state.Ending);
        Assert.IsType<Verdict.Failed>(state.Verdict);
    }

    [Fact]
    public async Task A_verdict_outlives_a_snapshot_that_is_gone()
    {
        await LeaveAsync(new RunEvent.VerdictReached(new Verdict.Failed(Cause.Product, "it fails"), []) { At = _clock.GetUtcNow() });

        RunState state = await DriveAsync(new SeatrialException("snapshot-gone", "It is gone."));

        Assert.Equal(RunEnding.Verdict, state.Ending);
        Assert.IsType<Verdict.Failed>(state.Verdict);
        Assert.Equal(1, state.ExitCode);
    }

    [Fact]
    public async Task Cleanups_are_owed_until_the_environment_is_back()
    {
        await LeaveAsync(
            new RunEvent.Settled(SettleOutcome.Settled, VersionSet.Empty, null, TimeSpan.Zero) { At = _clock.GetUtcNow() },
            new RunEvent.FlowsPlanned([new FlowHeader("browse", "browse", true, "h", [], TimeSpan.FromSeconds(1))]) { At = _clock.GetUtcNow() },
            new RunEvent.AttemptStarted("browse", 1, false, 1) { At = _clock.GetUtcNow() },
            new RunEvent.CleanupRegistered(new CleanupRegistration("c", "browse", 1, 0, 0, "DELETE it", JsonElement.Parse("{}"))) { At = _clock.GetUtcNow() });

        await Assert.ThrowsAsync<SeatrialException>(() => DriveAsync(new SeatrialException("environment-down", "Nothing runs.", isTransient: true)));
        Assert.Null((await ReadAsync()).Ending);

        RunState closed = await DriveAsync(new SeatrialException("snapshot-gone", "It is gone."));
        Assert.Equal(1, closed.CleanupsLeft);
    }

    [Fact]
    public async Task A_run_that_owes_nothing_ends_when_its_environment_is_down()
    {
        Unopenable setups = new(new SeatrialException("environment-down", "Nothing runs.", isTransient: true));

        RunState state = await PassTimeAsync(Driver(setups).DriveAsync(Request, null, Token));

        Assert.Equal(5, setups.Attempts);
        Assert.Equal(Cause.Environment, Assert.IsType<Verdict.Inconclusive>(state.Verdict).Cause);
        Assert.Equal(RunEnding.Verdict, state.Ending);
    }

    [Fact]
    public async Task A_run_that_owes_nothing_waits_a_while_for_its_environment()
    {
        Unopenable setups = new(new SeatrialException("environment-down", "Nothing runs.", isTransient: true)) { UpAfter = 3, Then = new OneFlow(new ThrowingRunner()) };

        RunState state = await PassTimeAsync(Driver(setups).DriveAsync(Request, null, Token));

        Assert.Equal(Cause.Seatrial, Assert.IsType<Verdict.Inconclusive>(state.Verdict).Cause);
    }

    [Fact]
    public async Task A_remedy_nobody_can_be_asked_about_any_more_ends_in_doubt()
    {
        RemedyRequest remedy = new("r-1.remedy", RemedyKind.Rollback, "process", new Deployment("d", "webhook", [], _clock.GetUtcNow()), "it fails");
        await LeaveAsync(
            new RunEvent.VerdictReached(new Verdict.Failed(Cause.Product, "it fails"), []) { At = _clock.GetUtcNow() },
            new RunEvent.RemedyIntended(remedy) { At = _clock.GetUtcNow() });

        RunState state = await DriveAsync(new SeatrialException("snapshot-gone", "It is gone."));

        Assert.Contains("It is gone.", Assert.IsType<RemedyOutcome.InDoubt>(state.RemedyOutcome).Detail, StringComparison.Ordinal);
        Assert.Equal(6, state.ExitCode);
    }

    [Fact]
    public async Task A_second_verdict_is_refused_and_one_in_an_old_journal_does_not_count()
    {
        RunState state = RunState.Empty
            .Apply(new RunEvent.Created(Request) { At = _clock.GetUtcNow() })
            .Apply(new RunEvent.VerdictReached(new Verdict.Failed(Cause.Product, "it fails"), []) { At = _clock.GetUtcNow() })
            .Apply(new RunEvent.VerdictReached(new Verdict.Passed("all well"), []) { At = _clock.GetUtcNow() });
        Assert.IsType<Verdict.Failed>(state.Verdict);

        Lease lease = (await _journal.TryAcquireLeaseAsync(StreamId.Run("shop", "r-2"), "me", TimeSpan.FromMinutes(1), Token))!;
        using RunStream stream = new(_journal, lease, state with { Sequence = 0 }, _clock, null);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            stream.AppendAsync(Token, new RunEvent.VerdictReached(new Verdict.Passed("all well"), []) { At = _clock.GetUtcNow() }));
    }

    [Fact]
    public async Task A_runner_that_throws_leaves_its_cleanups_owed_and_they_are_run()
    {
        ThrowingRunner runner = new();

        RunState state = await Driver(new OneFlow(runner)).DriveAsync(Request, null, Token);

        Assert.Equal(Cause.Seatrial, Assert.IsType<Verdict.Inconclusive>(state.Verdict).Cause);
        Assert.Equal(["c"], runner.Cleaned);
        Assert.Equal(0, state.CleanupsLeft);
    }

    private async Task LeaveAsync(params RunEvent[] events)
    {
        StreamId id = StreamId.Run("shop", "r-1");
        Lease lease = (await _journal.TryAcquireLeaseAsync(id, "dead", TimeSpan.FromSeconds(1), Token))!;
        using RunStream stream = new(_journal, lease, RunState.Empty, _clock, null);
        await stream.AppendAsync(Token, [new RunEvent.Created(Request) { At = _clock.GetUtcNow() }, .. events]);
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    private Task<RunState> DriveAsync(SeatrialException whyNot)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        return Driver(new Unopenable(whyNot)).DriveAsync(Request, null, Token);
    }

    private async Task<RunState> PassTimeAsync(Task<RunState> driving)
    {
        while (!driving.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await driving;
    }

    private RunDriver Driver(IRunSetupSource setups) =>
        new(_journal, setups, new SimulatedSignals(), _clock, new RunDriverOptions { Owner = "test" });

    private Task<RunState> ReadAsync() => RunStream.ReadAsync(_journal, StreamId.Run("shop", "r-1"), Token);

    private sealed class Unopenable(SeatrialException whyNot) : IRunSetupSource
    {
        public int Attempts { get; private set; }

        public int UpAfter { get; init; } = int.MaxValue;

        public OneFlow? Then { get; init; }

        public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) => ValueTask.FromResult("h1");

        public ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken) =>
            ++Attempts > UpAfter ? Then!.OpenAsync(project, projectHash, environment, cancellationToken) : throw whyNot;
    }

    private sealed class OneFlow(IFlowRunner runner) : IRunSetupSource, INotifier
    {
        public ValueTask<string> CurrentHashAsync(string project, CancellationToken cancellationToken) => ValueTask.FromResult("h1");

        public ValueTask<RunSetup> OpenAsync(string project, string projectHash, string environment, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new RunSetup("h1", [new FlowHeader("browse", "browse", true, "h", [], TimeSpan.FromSeconds(1))], new EnvironmentPolicy(), runner, null, [], this));

        public Task<string?> TellAsync(Notice notice, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }

    private sealed class ThrowingRunner : IFlowRunner
    {
        public List<string> Cleaned { get; } = [];

        public string Redact(string text) => text;

        public async Task<FlowAttemptResult> RunAsync(FlowAttempt attempt, IFlowSink sink, CancellationToken cancellationToken)
        {
            await sink.RegisterCleanupAsync(new CleanupRegistration("c", attempt.FlowId, attempt.Number, 0, 0, "DELETE it", JsonElement.Parse("{}")), cancellationToken);
            throw new NotSupportedException("Nobody thought of this.");
        }

        public Task<CleanupResult> CleanAsync(FlowAttempt attempt, CleanupRegistration cleanup, bool isArmed, CancellationToken cancellationToken)
        {
            Cleaned.Add(cleanup.Id);
            return Task.FromResult(new CleanupResult(CleanupOutcome.Done));
        }
    }
}
