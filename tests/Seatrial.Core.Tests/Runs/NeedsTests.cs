using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Tests.Runs;

/// <summary>Flows that need others: order, and what becomes of those whose needs do not pass.</summary>
public sealed class NeedsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly StepFailure Failure = new(FailureKind.Expectation, 0, "It", "It failed.", Documents.SourceSpan.WholeFile("it.flow.yaml"));
    private static readonly FlowHeader SignIn = Flow("sign-in");
    private static readonly FlowHeader Checkout = Flow("checkout", "sign-in");
    private static readonly FlowHeader Refund = Flow("refund", "checkout");
    private static readonly FlowHeader Browse = Flow("browse");

    [Fact]
    public void All_that_can_come_to_run_is_handed_out_at_once()
    {
        RunState state = Planned(Refund, Checkout, SignIn);

        var run = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(state));

        Assert.Equal(["refund", "checkout", "sign-in"], run.Flows.Select(f => f.Id));
        Assert.False(FlowNeeds.AreMet(Checkout, state.Flows));
        Assert.True(FlowNeeds.AreMet(Checkout, Ended(state, "sign-in", FlowOutcome.Passed).Flows));
    }

    [Fact]
    public void A_load_does_not_start_when_a_critical_flow_is_red_and_is_skipped_once_that_is_confirmed()
    {
        FlowHeader load = Flow("load") with { Load = "50/s for 30s" };
        RunState state = Ended(Planned(load, Browse, SignIn), "sign-in", FlowOutcome.Failed);

        var others = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(state));
        Assert.Equal(["browse"], others.Flows.Select(f => f.Id));
        state = Ended(state, "browse", FlowOutcome.Passed);
        var confirm = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(state));
        Assert.True(confirm.IsConfirmation);

        var loaded = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(Ended(state, "sign-in", FlowOutcome.Passed)));
        Assert.Equal(["load"], loaded.Flows.Select(f => f.Id));
        var skipped = Assert.IsType<RunAction.SkipFlows>(RunPlan.Next(Ended(state, "sign-in", FlowOutcome.Failed)));
        Assert.Equal([("load", "the verdict could no longer change")], skipped.Flows.Select(f => (f.Flow.Id, f.Reason)));
    }

    [Fact]
    public void What_needs_a_red_flow_waits_for_its_confirmation()
    {
        RunState state = Ended(Planned(Checkout, SignIn, Browse), "sign-in", FlowOutcome.Failed);
        state = Ended(state, "browse", FlowOutcome.Passed);

        var confirm = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(state));
        Assert.True(confirm.IsConfirmation);
        Assert.Equal(["sign-in"], confirm.Flows.Select(f => f.Id));

        var then = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(Ended(state, "sign-in", FlowOutcome.Passed)));
        Assert.Equal(["checkout"], then.Flows.Select(f => f.Id));
    }

    [Fact]
    public void What_needs_a_flow_that_failed_twice_is_left_out_and_so_is_what_needs_that()
    {
        RunState state = Ended(Ended(Planned(Refund, Checkout, SignIn), "sign-in", FlowOutcome.Failed), "sign-in", FlowOutcome.Failed);

        var first = Assert.IsType<RunAction.SkipFlows>(RunPlan.Next(state));
        Assert.Equal([("checkout", "it needs sign-in, which failed")], first.Flows.Select(f => (f.Flow.Id, f.Reason)));

        state = state.Apply(new RunEvent.FlowSkipped("checkout", first.Flows[0].Reason) { At = Now });
        var second = Assert.IsType<RunAction.SkipFlows>(RunPlan.Next(state));
        Assert.Equal([("refund", "it needs checkout, which did not run")], second.Flows.Select(f => (f.Flow.Id, f.Reason)));
    }

    [Fact]
    public void A_flow_that_is_not_critical_is_confirmed_too_when_another_needs_it()
    {
        FlowHeader warmUp = Flow("warm-up") with { IsCritical = false };
        RunState state = Ended(Planned(Flow("search", "warm-up"), warmUp), "warm-up", FlowOutcome.Failed);

        var confirm = Assert.IsType<RunAction.RunFlows>(RunPlan.Next(state));

        Assert.True(confirm.IsConfirmation);
        Assert.Equal(["warm-up"], confirm.Flows.Select(f => f.Id));
    }

    [Fact]
    public void A_circle_of_needs_ends_nevertheless()
    {
        RunState state = Planned(Flow("a", "b"), Flow("b", "a"));

        var skip = Assert.IsType<RunAction.SkipFlows>(RunPlan.Next(state));

        Assert.Equal(2, skip.Flows.Length);
    }

    [Fact]
    public void A_critical_flow_that_could_not_run_keeps_the_run_from_passing()
    {
        FlowHeader warmUp = Flow("warm-up") with { IsCritical = false };
        RunState state = Planned(Flow("search", "warm-up"), warmUp, Browse);
        state = Ended(Ended(Ended(state, "warm-up", FlowOutcome.Failed), "warm-up", FlowOutcome.Failed), "browse", FlowOutcome.Passed)
            .Apply(new RunEvent.FlowSkipped("search", "it needs warm-up, which failed") { At = Now });

        (Verdict verdict, _) = VerdictPolicy.Decide(new(state.Request!, state.Settled!, state.Plan, state.Flows));

        var inconclusive = Assert.IsType<Verdict.Inconclusive>(verdict);
        Assert.Contains("“search” did not run: it needs warm-up, which failed", inconclusive.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_chosen_brings_what_it_needs()
    {
        Assert.Equal(["refund", "checkout", "sign-in"], FlowNeeds.WithNeeded([Browse, Refund, Checkout, SignIn], ["refund"]).Select(f => f.Id));
        Assert.Equal(4, FlowNeeds.WithNeeded([Browse, Refund, Checkout, SignIn], []).Count());
    }

    private static FlowHeader Flow(string id, params string[] needs) =>
        new(id, id, true, "hash", [], TimeSpan.FromSeconds(20)) { Needs = [.. needs] };

    private static RunState Planned(params FlowHeader[] flows) => RunState.Empty
        .Apply(new RunEvent.Created(new RunRequest("shop", "hash", "local", "r-1", RunTrigger.OnDemand)) { At = Now })
        .Apply(new RunEvent.Settled(SettleOutcome.Settled, VersionSet.Empty, null, TimeSpan.Zero) { At = Now })
        .Apply(new RunEvent.FlowsPlanned([.. flows]) { At = Now });

    private static RunState Ended(RunState state, string flow, FlowOutcome outcome)
    {
        int number = state.Flows[flow].Attempts.Length + 1;
        return state
            .Apply(new RunEvent.AttemptStarted(flow, number, number > 1, 1) { At = Now })
            .Apply(new RunEvent.AttemptFinished(flow, number, new(outcome, TimeSpan.FromSeconds(1), outcome == FlowOutcome.Failed ? Failure : null, ImmutableArray<string>.Empty)) { At = Now });
    }
}
