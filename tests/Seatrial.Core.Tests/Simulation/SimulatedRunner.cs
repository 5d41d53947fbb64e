using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>A runner whose flows each make one thing, look at it, and remove it; it keeps the contract of the real one.</summary>
internal sealed class SimulatedRunner(SimulatedWorld world, SimulatedProcess process) : IFlowRunner
{
    private static readonly JsonElement NoScope = JsonDocument.Parse("{}").RootElement;

    public string Redact(string text) => text;

    public async Task<FlowAttemptResult> RunAsync(FlowAttempt attempt, IFlowSink sink, CancellationToken cancellationToken)
    {
        string thing = $"{attempt.RunId}/{attempt.FlowId}/{attempt.Number}";
        CleanupRegistration cleanup = new($"c:{thing}", attempt.FlowId, attempt.Number, 0, 0, $"DELETE {thing}", NoScope);
        sink.StepStarted(0, "make", "0af7651916cd43dd8448eb211c80319c");
        await sink.RegisterCleanupAsync(cleanup, CancellationToken.None);
        process.Boundary($"before {thing} is made");
        world.Things.Add(thing);
        world.ThingsMade++;
        process.Boundary($"after {thing} is made");
        await sink.ArmCleanupAsync(cleanup, CancellationToken.None);
        await sink.StepFinishedAsync(Step(0, "make"), null, CancellationToken.None);
        await Task.Yield();
        StepFailure? failure = null;
        if (cancellationToken.IsCancellationRequested)
        {
            failure = new(FailureKind.Cancelled, 1, "look", "stopped", default);
        }
        else if (world.IsBroken(attempt.FlowId) || (world.FlakyFlows.Contains(attempt.FlowId) && !attempt.IsConfirmation))
        {
            failure = new(FailureKind.Expectation, 1, "look", "expected 200 but got 500", default) { Target = "payments" };
        }

        await sink.StepFinishedAsync(Step(1, "look"), null, CancellationToken.None);
        await RemoveAsync(thing);
        await sink.CleanupFinishedAsync(cleanup.Id, new(CleanupOutcome.Done), CancellationToken.None);
        FlowOutcome outcome = failure is null ? FlowOutcome.Passed
            : failure.Kind == FailureKind.Cancelled ? FlowOutcome.Inconclusive
            : FlowOutcome.Failed;
        return new(outcome, TimeSpan.FromSeconds(1), failure, []) { AnyAnswer = true };
    }

    public async Task<CleanupResult> CleanAsync(FlowAttempt attempt, CleanupRegistration cleanup, bool isArmed, CancellationToken cancellationToken)
    {
        await RemoveAsync(cleanup.Id[2..]);
        return new(CleanupOutcome.Done);
    }

    private static StepRecord Step(int index, string name) =>
        new(index, name, "http", "GET /", StepOutcome.Passed, DateTimeOffset.UnixEpoch, TimeSpan.Zero);

    private Task RemoveAsync(string thing)
    {
        process.Boundary($"before {thing} is removed");
        world.Things.Remove(thing);
        process.Boundary($"after {thing} is removed");
        return Task.CompletedTask;
    }
}
