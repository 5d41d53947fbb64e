using Seatrial.Core.Flows;

namespace Seatrial.Browser.Tests;

/// <summary>Keeps all it hears.</summary>
internal sealed class JourneySink : IFlowSink
{
    public List<StepRecord> Steps { get; } = [];

    public List<StepExchange?> Exchanges { get; } = [];

    public bool KeepsAttachments => true;

    public void StepStarted(int stepIndex, string stepName, string? traceId)
    {
    }

    public ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken)
    {
        Steps.Add(step);
        Exchanges.Add(exchange);
        return ValueTask.CompletedTask;
    }

    public ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
