using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Listening;

/// <summary>
/// What the steps of an attempt listen with. A step that waits for a message listens from the moment the names of its
/// channel have values, at best before the first step of its flow, so that nothing which an earlier step causes is missed.
/// Disposed with the attempt.
/// </summary>
/// <remarks>Thread-safe: lanes of a block run side by side.</remarks>
internal sealed class ListenerSet(AttemptContext attempt) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Task<IStepListener>> _open = new(StringComparer.Ordinal);

    /// <summary>
    /// Begins to listen for every step of a frame whose names have values by now. What fails is told by the step itself, and so is a
    /// server that does not let it begin within the step's own deadline: the flow is not held up for longer.
    /// </summary>
    public async ValueTask OpenAsync(FlowFrame frame, DeadlineScope deadline)
    {
        if (!frame.Flow.Listens)
        {
            return;
        }

        foreach ((FlowFrame inner, StepPlan step) in Waiting(frame))
        {
            IListeningAction action = (IListeningAction)step.Action;
            if (action.BeginsEarly && action.ListenNames.All(n => inner.Values.ContainsKey(n) || attempt.Environment.TryGet(n, out _)))
            {
                Task begun = Ended(Open(inner, step, deadline));
                if (step.Within is { } within)
                {
                    await Task.WhenAny(begun, Task.Delay(within, attempt.Time, deadline.Token));
                }
                else
                {
                    await begun;
                }
            }
        }
    }

    /// <summary>What a step listens with; opened now where it could not be before.</summary>
    /// <exception cref="StepTransportException">It cannot be listened to.</exception>
    public Task<IStepListener> TakeAsync(FlowFrame frame, StepPlan step, DeadlineScope deadline) => Open(frame, step, deadline);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task<IStepListener>[] open;
        lock (_gate)
        {
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (Task<IStepListener> listener in open)
        {
            // One that never began was told by its step.
            await Ended(listener);
            if (listener.IsCompletedSuccessfully)
            {
                await (await listener).DisposeAsync();
            }
        }

        _stop.Dispose();
    }

    /// <summary>The listening steps of a frame, those in branches included: a branch may wait for what a step before its block causes.</summary>
    private static IEnumerable<(FlowFrame Frame, StepPlan Step)> Waiting(FlowFrame frame)
    {
        foreach (StepPlan step in frame.Steps)
        {
            switch (step.Action)
            {
                case IListeningAction:
                    yield return (frame, step);
                    break;
                case ParallelAction parallel:
                    foreach ((FlowFrame Frame, StepPlan Step) inner in parallel.Branches.SelectMany((steps, i) => Waiting(frame.Lane(step, i, steps))))
                    {
                        yield return inner;
                    }

                    break;
            }
        }
    }

    private Task<IStepListener> Open(FlowFrame frame, StepPlan step, DeadlineScope deadline)
    {
        string path = $"{frame.Seed:x16} {frame.PathOf(step)}";
        lock (_gate)
        {
            if (!_open.TryGetValue(path, out Task<IStepListener>? listener))
            {
                listener = ListenAsync(frame, step, deadline);
                _open.Add(path, listener);
            }

            return listener;
        }
    }

    private async Task<IStepListener> ListenAsync(FlowFrame frame, StepPlan step, DeadlineScope deadline)
    {
        await Task.Yield();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stop.Token);
        FlowScope scope = attempt.Scope(frame, step.Index);
        FlowValue? authorization = step.Auth is { } provider
            ? await attempt.Authorizer.AuthorizeAsync(provider, scope, attempt.Identity(frame, step), frame.Trace(step), either.Token)
            : null;
        StepContext context = new(scope, attempt.Identity(frame, step), frame.Trace(step), authorization, attempt.Memory.Of(step.Actor));
        return await ((IListeningAction)step.Action).ListenAsync(context, either.Token);
    }

    private static Task Ended(Task listener) =>
        listener.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
