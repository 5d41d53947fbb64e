using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Load;

/// <summary>Keeps the steps of one journey until it is known whether anybody wants to see them; its cleanups are promised as those of any flow.</summary>
internal sealed class JourneySink(IFlowSink sink) : IFlowSink
{
    private readonly ImmutableArray<(StepRecord, StepExchange?)>.Builder _steps = ImmutableArray.CreateBuilder<(StepRecord, StepExchange?)>();

    /// <summary>Whether its traces are announced, so that their telemetry is kept: for a few, or what is expected would grow with the load.</summary>
    public bool IsAnnounced { get; init; }

    public ImmutableArray<(StepRecord Record, StepExchange? Exchange)> Steps => _steps.ToImmutable();

    /// <summary>For a few only, as well: they are held until it is known whether anybody wants to see them.</summary>
    public bool KeepsAttachments => IsAnnounced && sink.KeepsAttachments;

    public void StepStarted(int stepIndex, string stepName, string? traceId)
    {
        if (IsAnnounced && traceId is not null)
        {
            sink.StepStarted(stepIndex, stepName, traceId);
        }
    }

    public ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken)
    {
        _steps.Add((step, exchange));
        return ValueTask.CompletedTask;
    }

    public ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) => sink.RegisterCleanupAsync(cleanup, cancellationToken);

    public ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) => sink.ArmCleanupAsync(cleanup, cancellationToken);

    public ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken) => sink.CleanupFinishedAsync(cleanupId, result, cancellationToken);
}
