using Seatrial.Core.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Hears of steps inside a cleanup; the cleanup's result is what is recorded.</summary>
internal sealed class SilentSink : IFlowSink
{
    public static SilentSink Instance { get; } = new();

    public void StepStarted(int stepIndex, string stepName, string? traceId)
    {
    }

    public ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
