using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Triage;

namespace Seatrial.Core.Runs;

/// <summary>Puts what a runner reports of one attempt into the run's stream.</summary>
/// <param name="stream">The run's stream.</param>
/// <param name="attempt">The attempt.</param>
/// <param name="signals">Told of traces before their requests are sent.</param>
/// <param name="observer">Watches, or null.</param>
internal sealed class AttemptSink(RunStream stream, FlowAttempt attempt, ISignalQuery signals, IRunObserver? observer) : IFlowSink
{
    public bool KeepsAttachments => true;

    public void StepStarted(int stepIndex, string stepName, string? traceId)
    {
        if (traceId is not null)
        {
            signals.Expect(attempt.RunId, [traceId]);
        }

        observer?.OnStepStarted(attempt.RunId, attempt.FlowId, stepIndex, stepName);
    }

    public TraceSignals? FindTrace(string traceId) => signals.IsListening ? signals.Read(attempt.RunId, traceId) : null;

    public async ValueTask StepFinishedAsync(StepRecord step, StepExchange? exchange, CancellationToken cancellationToken)
    {
        JournalBlob? blob = exchange is null
            ? null
            : new(
                $"exchange/{attempt.FlowId}/{attempt.Number}/{step.Index}",
                "application/json",
                JournalJson.Serialize(exchange));
        if (blob?.Content.Length > JournalBlob.MaxBytes)
        {
            blob = null;
        }

        StoredAttachments attachments = new($"attachment/{attempt.FlowId}/{attempt.Number}");
        StepRecord stored = attachments.Store(step);
        RunEvent.StepFinished finished = new(attempt.FlowId, attempt.Number, stored, blob?.Id) { At = stream.Now };
        await stream.GatherAsync(finished, blob is null ? attachments.Blobs : [blob, .. attachments.Blobs], cancellationToken);
    }

    public async ValueTask RegisterCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) =>
        await stream.AppendAsync(cancellationToken, new RunEvent.CleanupRegistered(cleanup) { At = stream.Now });

    public async ValueTask ArmCleanupAsync(CleanupRegistration cleanup, CancellationToken cancellationToken) =>
        await stream.AppendAsync(cancellationToken, new RunEvent.CleanupArmed(cleanup) { At = stream.Now });

    public async ValueTask CleanupFinishedAsync(string cleanupId, CleanupResult result, CancellationToken cancellationToken) =>
        await stream.AppendAsync(cancellationToken, new RunEvent.CleanupFinished(cleanupId, result) { At = stream.Now });
}
