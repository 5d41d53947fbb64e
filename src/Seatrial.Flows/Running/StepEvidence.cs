using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Takes the files that show why a step failed. It is judged by then, so nothing here changes what it came to.</summary>
internal static class StepEvidence
{
    // A picture and a trace of a page take well under a second; on a machine that has too much to do, longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Takes them while the clocks stand still: that time is not the product's.</summary>
    /// <param name="action">What acted.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="step">The step.</param>
    /// <param name="hasFailed">Whether it failed.</param>
    /// <param name="deadline">The deadline of its flow.</param>
    /// <param name="tell">Told how long it took.</param>
    public static async Task<ImmutableArray<StepAttachment>> TakeAsync(
        IStagedAction action, AttemptContext attempt, StepPlan step, bool hasFailed, DeadlineScope deadline, Action<TimeSpan> tell)
    {
        if (!attempt.Sink.KeepsAttachments)
        {
            return [];
        }

        long asked = attempt.Time.GetTimestamp();
        using IDisposable held = deadline.Hold();
        using CancellationTokenSource patience = new(Patience, attempt.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, deadline.Stop);
        try
        {
            return await action.AttachAsync(attempt.Memory.Of(step.Actor), hasFailed, attempt.Redaction, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return hasFailed && !deadline.Stop.IsCancellationRequested ? [Missing(step, $"was not there after {Wording.Time(Patience)}")] : [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is: a step must not end otherwise than it did because nobody could take a picture of it.
            return hasFailed ? [Missing(step, attempt.Redaction.Of($"could not be made: {exception.GetType().Name}: {exception.Message}"))] : [];
        }
        finally
        {
            tell(attempt.Time.GetElapsedTime(asked));
        }
    }

    private static StepAttachment Missing(StepPlan step, string why) => new("evidence", "text/plain") { Missing = $"what shows why the {step.Verb} failed {why}" };
}
