using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Flows.Running;

/// <summary>Passes on what an attempt reports one call after another, also when lanes of a block report side by side.</summary>
internal sealed class SerialSink(IFlowSink sink) : IFlowSink, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public bool KeepsAttachments => sink.KeepsAttachments;

    /// <inheritdoc/>
    public void StepStarted(int stepIndex, string stepName, string? traceId) => sink.StepStarted(stepIndex, stepName, traceId);

    /// <inheritdoc/>
    public TraceSignals? FindTrace(string traceId) => sink.FindTrace(traceId);

    /// <inheritdoc/>
    public ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken) =>
        sink.StepFinishedAsync(step, exchange, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) =>
        InTurnAsync(static (sink, cleanup, token) => sink.RegisterCleanupAsync(cleanup, token), cleanup, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) =>
        InTurnAsync(static (sink, cleanup, token) => sink.ArmCleanupAsync(cleanup, token), cleanup, cancellationToken);

    /// <inheritdoc/>
    public ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken) =>
        InTurnAsync(static (sink, ended, token) => sink.CleanupFinishedAsync(ended.cleanupId, ended.result, token), (cleanupId, result), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask InTurnAsync<T>(Func<IFlowSink, T, CancellationToken, ValueTask> call, T what, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await call(sink, what, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
