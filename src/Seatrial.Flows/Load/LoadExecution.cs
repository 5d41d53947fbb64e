using System.Globalization;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;
using Seatrial.Project.Load;

namespace Seatrial.Flows.Load;

/// <summary>Runs a flow as a load: begins its journeys by the plan, counts what becomes of them, and waits until the last has ended and cleaned up.</summary>
/// <param name="flow">The flow.</param>
/// <param name="load">The plan.</param>
/// <param name="seed">Keys the times of random arrivals and the pauses.</param>
/// <param name="sink">Where the attempt reports.</param>
/// <param name="time">The clock.</param>
/// <param name="journey">Runs one journey with its cleanups.</param>
internal sealed class LoadExecution(FlowPlan flow, LoadPlan load, long seed, IFlowSink sink, TimeProvider time, Func<int, IFlowSink, Task<FlowAttemptResult>> journey)
{
    private const int MostAnnounced = 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly LoadTally _tally = new(flow, load);
    private readonly List<Exception> _thrown = [];
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _start = time.GetTimestamp();
    private bool _isOver;
    private string? _endedEarly;

    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Runs it.</summary>
    /// <param name="run">Cancelled with the run.</param>
    public async Task<FlowAttemptResult> RunAsync(CancellationToken run)
    {
        using CancellationTokenSource arrivals = CancellationTokenSource.CreateLinkedTokenSource(run);
        using CancellationTokenSource watching = new();
        Task watch = WatchAsync(arrivals, watching.Token);
        await (load.Rate is null ? UsersAsync(arrivals.Token) : ArriveAsync(arrivals));
        TimeSpan elapsed = arrivals.IsCancellationRequested ? Elapsed : load.For;
        await DrainAsync();
        await watching.CancelAsync();
        await watch;
        if (_thrown.Count > 0)
        {
            throw _thrown.Count == 1 ? _thrown[0] : new AggregateException(_thrown);
        }

        return await new LoadConclusion(flow, load, _tally, sink, time).ConcludeAsync(elapsed, Elapsed, _endedEarly, run.IsCancellationRequested);
    }

    /// <summary>Begins journeys when they are due, whatever became of those before.</summary>
    private async Task ArriveAsync(CancellationTokenSource arrivals)
    {
        ArrivalSchedule schedule = new(load, seed);
        while (schedule.Next() is { } due && await IsReachedAsync(due, arrivals.Token))
        {
            TimeSpan now = Elapsed;
            int number;
            lock (_gate)
            {
                if (_tally.Users >= load.Users)
                {
                    _tally.Drop(due);
                    continue;
                }

                number = _tally.Begin(due);
            }

            // A timer that fires a little early makes no journey shorter.
            TimeSpan intended = due < now ? due : now;
            _ = Task.Run(() => GoAsync(number, intended, arrivals), CancellationToken.None);
        }

        // The load is what was asked for only when its whole time has passed.
        await IsReachedAsync(load.For, arrivals.Token);
    }

    private Task UsersAsync(CancellationToken arrivals) => Task.WhenAll(Enumerable.Range(0, load.Users).Select(user => Task.Run(() => UserAsync(user, arrivals), CancellationToken.None)));

    /// <summary>One journey after another.</summary>
    private async Task UserAsync(int user, CancellationToken arrivals)
    {
        StepRandom random = StepRandom.For(seed, user, RandomPurpose.Jitter);
        if (!await IsReachedAsync(load.RampUp * user / load.Users, arrivals))
        {
            return;
        }

        using CancellationTokenSource own = CancellationTokenSource.CreateLinkedTokenSource(arrivals);
        while (Elapsed < load.For && !own.IsCancellationRequested)
        {
            int number;
            TimeSpan now = Elapsed;
            lock (_gate)
            {
                number = _tally.Begin(now);
            }

            await GoAsync(number, now, own);
            TimeSpan pause = load.PauseAtLeast + ((load.PauseAtMost - load.PauseAtLeast) * random.NextDouble());
            if (pause > TimeSpan.Zero && !await IsReachedAsync(Elapsed + pause, own.Token))
            {
                return;
            }
        }
    }

    /// <summary>One journey; what it throws ends the load.</summary>
    private async Task GoAsync(int number, TimeSpan due, CancellationTokenSource arrivals)
    {
        try
        {
            TimeSpan late = Elapsed - due;
            JourneySink own = new(sink) { IsAnnounced = number <= MostAnnounced };
            FlowAttemptResult result = await journey(number, own);
            lock (_gate)
            {
                _tally.End(new(number, late, result, own.Steps), Elapsed);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            lock (_gate)
            {
                _tally.Leave();
                _thrown.Add(exception);
            }

            await arrivals.CancelAsync();
        }

        lock (_gate)
        {
            EndWhenIdleNeedsLock();
        }
    }

    private Task DrainAsync()
    {
        lock (_gate)
        {
            _isOver = true;
            EndWhenIdleNeedsLock();
        }

        return _idle.Task;
    }

    private void EndWhenIdleNeedsLock()
    {
        if (_isOver && _tally.Users == 0)
        {
            _idle.TrySetResult();
        }
    }

    /// <summary>Waits for a time of the load.</summary>
    /// <returns>Whether it came; otherwise the load is to end.</returns>
    private async Task<bool> IsReachedAsync(TimeSpan at, CancellationToken arrivals)
    {
        try
        {
            TimeSpan left = at - Elapsed;
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, arrivals);
            }

            return !arrivals.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (arrivals.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Tells how it goes, and ends it when it is certain that it goes too badly.</summary>
    private async Task WatchAsync(CancellationTokenSource arrivals, CancellationToken stop)
    {
        using PeriodicTimer timer = new(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                string going;
                string? certain;
                lock (_gate)
                {
                    LoadJudgement judgement = new(_tally, Elapsed);
                    certain = _isOver ? null : load.AbortOn.Select(judgement.IsCertain).FirstOrDefault(static said => said is not null);
                    going = string.Create(CultureInfo.InvariantCulture, $"{_tally.Ended} journeys, {_tally.Failed} failed{(load.Rate is null ? string.Empty : $", {_tally.Dropped} dropped")}, {_tally.Users} under way");
                    if (certain is not null && !arrivals.IsCancellationRequested)
                    {
                        _endedEarly = string.Create(CultureInfo.InvariantCulture, $"after {Wording.Time(Elapsed)}: {certain}");
                    }
                }

                sink.StepStarted(0, going, null);
                if (certain is not null)
                {
                    await arrivals.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The load is over.
        }
    }
}
