using System.Collections.Concurrent;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;

namespace Seatrial.Cli.Tests.Runs;

/// <summary>A runner whose flows do as they are told by their ids: <c>fails</c>, <c>waits</c>, or anything that passes.</summary>
internal sealed class ScriptedRunner : IFlowRunner
{
    public ConcurrentQueue<string> Cleaned { get; } = new();

    public TaskCompletionSource IsWaiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Redact(string text) => text;

    public async Task<FlowAttemptResult> RunAsync(FlowAttempt attempt, IFlowSink sink, CancellationToken cancellationToken)
    {
        sink.StepStarted(0, "Only step", null);
        string id = $"{attempt.FlowId}/{attempt.Number}/0/0";
        JsonElement nothing = JsonSerializer.SerializeToElement(0);
        CleanupRegistration cleanup = new(id, attempt.FlowId, attempt.Number, 0, 0, "DELETE /thing", nothing);
        await sink.RegisterCleanupAsync(cleanup, CancellationToken.None);
        StepFailure? failure = null;
        if (attempt.FlowId == "waits")
        {
            IsWaiting.TrySetResult();
            TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            failure = Failure(FailureKind.Cancelled, "the run was cancelled");
        }
        else if (attempt.FlowId == "fails")
        {
            failure = Failure(FailureKind.Expectation, "expected status 200, was 503");
        }

        StepOutcome outcome = failure is null ? StepOutcome.Passed : StepOutcome.Failed;
        StepRecord record = new(0, "Only step", "http", "GET /", outcome, DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(5)) { Failure = failure };
        await sink.StepFinishedAsync(record, null, CancellationToken.None);
        Cleaned.Enqueue(id);
        await sink.CleanupFinishedAsync(id, new CleanupResult(CleanupOutcome.Done), CancellationToken.None);
        FlowOutcome flow = failure?.Kind switch
        {
            null => FlowOutcome.Passed,
            FailureKind.Cancelled => FlowOutcome.Inconclusive,
            _ => FlowOutcome.Failed,
        };
        return new FlowAttemptResult(flow, TimeSpan.FromMilliseconds(5), failure, []) { AnyAnswer = true };
    }

    public Task<CleanupResult> CleanAsync(FlowAttempt attempt, CleanupRegistration cleanup, bool isArmed, CancellationToken cancellationToken)
    {
        Cleaned.Enqueue(cleanup.Id);
        return Task.FromResult(new CleanupResult(CleanupOutcome.Done));
    }

    private static StepFailure Failure(FailureKind kind, string message) =>
        new(kind, 0, "Only step", message, new SourceSpan("flows/fails.flow.yaml", 7, 5));
}
