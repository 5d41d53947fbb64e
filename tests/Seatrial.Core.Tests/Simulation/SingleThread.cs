using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Time.Testing;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>Runs asynchronous work on the calling thread in a fixed order, and moves the clock only when nothing else is left to do.</summary>
internal sealed class SingleThread(FakeTimeProvider clock) : SynchronizationContext, IDisposable
{
    private const int MostIdleRounds = 50_000;
    private const int RoundsWithoutWaiting = 300;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly AutoResetEvent _posted = new(initialState: false);
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _work = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        _work.Enqueue((d, state));
        _posted.Set();
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void Dispose() => _posted.Dispose();

    /// <summary>Runs to the end of a task.</summary>
    public void Run(Func<Task> start, Func<string> describe)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            Task task = start();
            int idleInARow = 0;
            for (int idle = 0; !task.IsCompleted;)
            {
                if (_work.TryDequeue(out var work))
                {
                    idleInARow = 0;
                    work.Callback(work.State);
                    continue;
                }

                // Semaphores wake their waiters through the thread pool: give it a moment before time moves on and on.
                Assert.True(idle++ < MostIdleRounds, $"nothing happens any more: {describe()}");
                if (++idleInARow <= RoundsWithoutWaiting || !_posted.WaitOne(1))
                {
                    clock.Advance(Step);
                }
            }

            if (task.Exception is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure.InnerException ?? failure);
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
