using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Flows.Blocks;
using Seatrial.Flows.Calling;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Tracing;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>A step's tries: once, again after a network error where that does no harm, and over and over while it waits.</summary>
internal sealed class StepTries(AttemptContext attempt, FlowFrame frame, StepPlan step)
{
    private const int MostPoliteRetries = 5;
    private static readonly TimeSpan FirstRetryPause = TimeSpan.FromMilliseconds(100);

    // A browser starts in one second; on a machine that has too much to do, in ten.
    private static readonly TimeSpan StagePatience = TimeSpan.FromSeconds(60);
    private StepRandom _jitter = StepRandom.For(frame.Seed, step.Index, RandomPurpose.Jitter);

    public FlowValue? Authorization { get; set; }

    public int Count { get; private set; }

    public int NetworkRetries { get; private set; }

    /// <summary>How often it asked again because the service was asked too much and said when.</summary>
    public int PoliteRetries { get; private set; }

    /// <summary>How long it waited for its turns.</summary>
    public TimeSpan LimitWait { get; private set; }

    /// <summary>How long it took to set up what it acts on.</summary>
    public TimeSpan StageWait { get; private set; }

    /// <summary>The last answer that came.</summary>
    public StepAnswer? Answer { get; private set; }

    /// <summary>What was sent last, and what came of it.</summary>
    public StepExchange? Exchange { get; private set; }

    /// <summary>Whether any try may have changed something.</summary>
    public bool MayHaveHadEffect { get; private set; }

    /// <summary>What was waited for, as it last was.</summary>
    public ImmutableArray<CheckRecord> Waited { get; private set; } = [];

    /// <summary>Why the waiting was given up: what came that cannot turn into what was waited for.</summary>
    public ImmutableArray<CheckRecord> StoppedOn { get; private set; } = [];

    /// <summary>Whether an answer held a secret too short to be masked: nothing of the answers may be shown.</summary>
    public bool HoldsTooShort { get; private set; }

    /// <summary>Whether it waits for a message, and asks for nothing.</summary>
    public bool IsListening => step.Action is IListeningAction;

    /// <summary>How many messages came that were not the one waited for.</summary>
    public int Passed { get; private set; }

    /// <summary>How the message that came nearest to the one waited for did not match; empty when none came.</summary>
    public ImmutableArray<CheckRecord> Nearest { get; private set; } = [];

    /// <summary>Acts until an answer comes, or no further try may be made.</summary>
    public async ValueTask ActAsync(DeadlineScope deadline)
    {
        for (int retries = 0; ; retries++)
        {
            Count++;
            try
            {
                StepAnswer answer = await ActOnceAsync(deadline);
                Announce(answer);
                Answer = answer;
                Exchange = null;
                attempt.AnyAnswer |= answer is not CompositeAnswer;
                MayHaveHadEffect |= !answer.HadNoEffect;
                if (!await WaitsPolitelyAsync(answer, deadline))
                {
                    return;
                }

                // An answer is no network error.
                retries--;
                continue;
            }
            catch (StepTransportException exception)
            {
                Exchange = exception.Exchange;
                MayHaveHadEffect |= exception.MayHaveArrived;
                attempt.AnyAnswer |= exception.HasAnswered;
                if (retries >= attempt.Options.NetworkRetries || !MayRepeat(exception) || deadline.Token.IsCancellationRequested)
                {
                    throw;
                }
            }

            NetworkRetries++;
            await PauseAsync(Jittered(FirstRetryPause * (1 << retries)), deadline);
        }
    }

    /// <summary>Acts again and again until what is waited for is there, or what excludes it.</summary>
    public async ValueTask PollAsync(UntilPlan until, DeadlineScope deadline)
    {
        TimeSpan pause = until.EveryAtLeast;
        while (true)
        {
            await ActAsync(deadline);
            StepAnswer answer = Answer!;
            if (HoldsTooShort)
            {
                return;
            }

            Waited = Expectations.Evaluate(until.Expect, answer, attempt.Scope(frame, step.Index), attempt.Redaction.Mask);
            if (Expectations.AllPassed(Waited) || answer.ProtocolFailure is not null)
            {
                return;
            }

            ImmutableArray<CheckRecord> stop = Expectations.Evaluate(until.StopOn, answer, attempt.Scope(frame, step.Index), attempt.Redaction.Mask);
            if (!stop.IsEmpty && Expectations.AllPassed(stop))
            {
                StoppedOn = stop;
                return;
            }

            TimeSpan jittered = Jittered(pause);
            await PauseAsync(jittered < until.EveryAtLeast ? until.EveryAtLeast : jittered > until.EveryAtMost ? until.EveryAtMost : jittered, deadline);
            pause = pause * 1.6 < until.EveryAtMost ? pause * 1.6 : until.EveryAtMost;
        }
    }

    /// <summary>Makes what the step captures as secret known to the mask, before anything of the answer is shown or cut.</summary>
    private void Announce(StepAnswer answer)
    {
        foreach (CapturePlan capture in step.Capture)
        {
            if (capture.IsSecret)
            {
                FlowValue value = Expectations.Read(capture.Subject, answer, out _);
                bool isMasked = !value.Exists || attempt.Redaction.AddSecret(value);
                HoldsTooShort |= !isMasked;
            }
        }
    }

    private static bool IsNetworkError(TransportFault fault) =>
        fault is TransportFault.NameResolution or TransportFault.ConnectionRefused or TransportFault.ConnectionLost;

    private bool MayRepeat(StepTransportException exception) =>
        IsNetworkError(exception.Fault) && (step.Action.IsIdempotent || step.RetrySafe);

    /// <summary>Three to five quarters of the pause: flows that began together do not poll together.</summary>
    private TimeSpan Jittered(TimeSpan pause) => pause * (0.75 + (_jitter.NextDouble() / 2));

    private async ValueTask PauseAsync(TimeSpan pause, DeadlineScope deadline) =>
        await Task.Delay(pause, attempt.Time, deadline.Token);

    private ValueTask<StepAnswer> ActOnceAsync(DeadlineScope deadline)
    {
        StepContext context = new(
            attempt.Scope(frame, step.Index),
            attempt.Identity(frame, step),
            frame.Trace(step),
            Authorization,
            attempt.Memory.Of(step.Actor))
        {
            Remaining = deadline.Remaining,
            KeepsAttachments = attempt.Sink.KeepsAttachments,
        };
        return step.Action switch
        {
            IRequestAction request => attempt.Limits.Of(request.Target) is { } limit ? InTurnAsync(request, limit, context, deadline) : request.ExecuteAsync(context, deadline.Token),
            IStagedAction staged => ActOnStageAsync(staged, context, deadline),
            ICallingAction calling => calling.CallAsync(context, new FlowCaller(attempt, frame, step, deadline)),
            IBlockAction block => RunBlockAsync(block, deadline),
            IListeningAction => HearAsync(deadline),
            TraceAction trace => trace.JudgeAsync(context, attempt.Traces, step.Within, deadline.Token),
            _ => throw new InvalidOperationException($"Nobody runs actions of the kind {step.Action.GetType().Name}."),
        };
    }

    private async ValueTask<StepAnswer> RunBlockAsync(IBlockAction block, DeadlineScope deadline) =>
        await new BlockExecution(attempt, frame, step, deadline).RunAsync(block);

    /// <summary>Acts when its stage is set: until then the clocks stand still.</summary>
    private async ValueTask<StepAnswer> ActOnStageAsync(IStagedAction staged, StepContext context, DeadlineScope deadline)
    {
        long asked = attempt.Time.GetTimestamp();
        using (deadline.Hold())
        using (CancellationTokenSource patience = new(StagePatience, attempt.Time))
        using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, deadline.Stop))
        {
            try
            {
                await staged.StageAsync(context, either.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !deadline.Stop.IsCancellationRequested)
            {
                throw new EvidenceMissingException([$"the {step.Verb} had not started after {Wording.Time(StagePatience)}"]);
            }
            finally
            {
                StageWait += attempt.Time.GetElapsedTime(asked);
            }
        }

        return await staged.ExecuteAsync(context with { Remaining = deadline.Remaining }, attempt.Redaction, deadline.Token);
    }

    /// <summary>Acts when it is its turn: waiting for that is not the product's time.</summary>
    private async ValueTask<StepAnswer> InTurnAsync(IRequestAction request, ServiceLimit limit, StepContext context, DeadlineScope deadline)
    {
        long asked = attempt.Time.GetTimestamp();
        try
        {
            await limit.EnterAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested && !attempt.Run.IsCancellationRequested)
        {
            LimitWait += attempt.Time.GetElapsedTime(asked);
            Count--;
            throw new FlowExpressionException(
                step.Span,
                $"it waited {Wording.Time(LimitWait)} for its turn, since {request.Target} is limited to {limit.InWords}, and {deadline.Describe()} passed; the limit is too low for so many flows, or the deadline too short");
        }

        LimitWait += attempt.Time.GetElapsedTime(asked);
        try
        {
            return await request.ExecuteAsync(context with { Remaining = deadline.Remaining }, deadline.Token);
        }
        finally
        {
            limit.Leave();
        }
    }

    /// <summary>Waits as long as a service asks that is asked too much, where it has a limit, asking again does no harm, and that is not what was expected.</summary>
    /// <returns>Whether to ask again.</returns>
    private async ValueTask<bool> WaitsPolitelyAsync(StepAnswer answer, DeadlineScope deadline)
    {
        if (PoliteRetries >= MostPoliteRetries
            || !(step.Action.IsIdempotent || step.RetrySafe)
            || attempt.Limits.Of(step.Action.Target) is null
            || RetryAfter.Of(answer, attempt.Time.GetUtcNow()) is not { } pause
            || pause >= deadline.Remaining
            || (!step.Expect.IsEmpty && Expectations.AllPassed(Expectations.Evaluate(step.Expect, answer, attempt.Scope(frame, step.Index), attempt.Redaction.Mask))))
        {
            return false;
        }

        PoliteRetries++;
        LimitWait += pause;
        await PauseAsync(pause, deadline);
        return true;
    }

    /// <summary>The first message that matches; those before it are let go.</summary>
    private async ValueTask<StepAnswer> HearAsync(DeadlineScope deadline)
    {
        Task<IStepListener> opening = attempt.Listeners.TakeAsync(frame, step, deadline);
        await Task.WhenAny(opening, Task.Delay(Timeout.InfiniteTimeSpan, attempt.Time, deadline.Token));
        if (!opening.IsCompleted)
        {
            throw new StepTransportException(TransportFault.Timeout, mayHaveArrived: false, "the server did not let the listening begin", exchange: null) { Unfinished = "the server had not yet let the listening begin" };
        }

        IStepListener listener = await opening;
        while (true)
        {
            StepAnswer message = await listener.NextAsync(deadline.Token);
            Announce(message);
            if (HoldsTooShort)
            {
                return message;
            }

            if (message is RefusedAnswer || message.ProtocolFailure is not null)
            {
                // No message will come, or one that is a failure by itself: it is judged as any answer is.
                return message;
            }

            ImmutableArray<CheckRecord> match = Expectations.Evaluate(step.Match, message, attempt.Scope(frame, step.Index), attempt.Redaction.Mask);
            if (Expectations.AllPassed(match))
            {
                return message;
            }

            Passed++;
            int misses = match.Count(static check => !check.Passed);
            if (Nearest.IsEmpty || misses <= Nearest.Count(static check => !check.Passed))
            {
                Nearest = match;
                Exchange = message.Exchange;
            }
        }
    }
}
