using Seatrial.Core.Flows;
using Seatrial.Core.Triage;

namespace Seatrial.Flows.Tests.Running;

/// <summary>Keeps all it hears.</summary>
internal sealed class RecordingSink : IFlowSink
{
    public List<string> Log { get; } = [];

    public List<StepRecord> Steps { get; } = [];

    public List<StepExchange?> Exchanges { get; } = [];

    public Dictionary<string, CleanupRegistration> Registered { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Armed { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CleanupResult> Cleaned { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before a cleanup's promise is on disk.</summary>
    public Action? OnRegister { get; init; }

    /// <summary>Called before a cleanup's result is on disk.</summary>
    public Action? OnCleaned { get; init; }

    public Action<StepRecord>? OnStepFinished { get; init; }

    /// <summary>Where telemetry is taken in; null for nowhere.</summary>
    public ISignalQuery? Signals { get; init; }

    public void StepStarted(int stepIndex, string stepName, string? traceId)
    {
        // Journeys of a load begin their steps side by side.
        lock (Log)
        {
            Log.Add($"start {stepIndex} {traceId}");
        }

        if (traceId is not null)
        {
            Signals?.Expect("r1", [traceId]);
        }
    }

    public TraceSignals? FindTrace(string traceId) => Signals?.Read("r1", traceId);

    public ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken)
    {
        Log.Add($"end {step.Index} {step.Outcome}");
        Steps.Add(step);
        Exchanges.Add(exchange);
        OnStepFinished?.Invoke(step);
        return ValueTask.CompletedTask;
    }

    public ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken)
    {
        OnRegister?.Invoke();
        Registered.Add(cleanup.Id, cleanup);
        return ValueTask.CompletedTask;
    }

    public ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken)
    {
        Registered[cleanup.Id] = cleanup;
        Armed.Add(cleanup.Id);
        return ValueTask.CompletedTask;
    }

    public ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken)
    {
        OnCleaned?.Invoke();
        Cleaned.Add(cleanupId, result);
        return ValueTask.CompletedTask;
    }
}
