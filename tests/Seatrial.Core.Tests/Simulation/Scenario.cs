using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.TestKit.Journal;

namespace Seatrial.Core.Tests.Simulation;

/// <summary>A world, the deployments that land in it, and a line of processes that may die.</summary>
internal sealed class Scenario(SimulatedWorld world, EnvironmentPolicy policy, IReadOnlyList<Landing> landings)
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly List<string> _deaths = [];

    public SimulatedWorld World => world;

    /// <summary>How long nothing of the environment can be asked after a process took over from a dead one.</summary>
    public TimeSpan DownAfterDeath { get; init; }

    public InMemoryJournal Journal => field ??= new(_clock);

    /// <summary>The boundaries the last process passed.</summary>
    public int Boundaries { get; private set; }

    /// <summary>Whether every process whose death was asked for did die.</summary>
    public bool AllDied { get; private set; }

    public string History => _deaths.Count == 0 ? "nobody died" : $"died {string.Join(", then ", _deaths)}";

    /// <summary>Runs to the end; each number is the boundary at which the next process dies.</summary>
    public EnvironmentState Run(params int[] deaths)
    {
        using SingleThread thread = new(_clock);
        EnvironmentState state = EnvironmentState.Empty;
        AllDied = true;
        Queue<Landing> toLand = new(landings);
        Queue<Deployment> toTell = new();
        for (int life = 0; ; life++)
        {
            using SimulatedProcess process = new(life < deaths.Length ? deaths[life] : 0);
            thread.Run(async () => state = await LiveAsync(process, life, toLand, toTell), () => $"{History}; last passed: {process.LastBoundary}");
            Boundaries = process.Boundaries;
            if (!process.IsDead)
            {
                AllDied = life >= deaths.Length;
                return state;
            }

            _deaths.Add(process.DiedAt!);
        }
    }

    public async Task<RunState> ReadRunAsync(string runId)
    {
        RunState state = RunState.Empty;
        await foreach (JournalEntry entry in Journal.ReadAsync(StreamId.Run("shop", runId), 0, CancellationToken.None))
        {
            state = state.Apply((RunEvent)entry.Event);
        }

        return state;
    }

    private async Task<EnvironmentState> LiveAsync(
        SimulatedProcess process,
        int life,
        Queue<Landing> toLand,
        Queue<Deployment> toTell)
    {
        SimulatedJournal journal = new(Journal, process);
        DateTimeOffset up = _clock.GetUtcNow() + (life == 0 ? TimeSpan.Zero : DownAfterDeath);
        SimulatedSetups setups = new(world, process, policy) { IsDown = () => _clock.GetUtcNow() < up };
        RunDriverOptions options = new() { Owner = $"process {life}", LeaseDuration = TimeSpan.FromSeconds(90) };
        RunDriver driver = new(journal, setups, new SimulatedSignals(), _clock, options);
        using EnvironmentQueue queue = new("shop", "prod", journal, setups, driver, options, _clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(process.Death);
        Task driving = DriveAsync(queue, stop.Token);
        try
        {
            while (true)
            {
                EnvironmentState state = await queue.ReadAsync(stop.Token);
                bool isIdle = state is { Active: null, Queue.IsEmpty: true };
                if (isIdle && toLand.Count + toTell.Count == 0)
                {
                    return state;
                }

                await TellAsync(queue, isIdle, toLand, toTell);

                Assert.False(driving.IsFaulted && !process.IsDead, driving.Exception?.ToString() ?? string.Empty);
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, stop.Token); // slow on purpose: the clock is the simulation's own
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && process.IsDead)
        {
            return EnvironmentState.Empty;
        }
        finally
        {
            stop.CancelNow();
            await driving.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.FromCurrentSynchronizationContext());
        }
    }

    /// <summary>Drives as a host does: what may go well the next time is tried again.</summary>
    private async Task DriveAsync(EnvironmentQueue queue, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await queue.RunAsync(stop);
            }
            catch (SeatrialException exception) when (exception.IsTransient)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, stop); // slow on purpose: the clock is the simulation's own
            }
        }
    }

    /// <summary>Tells of what landed, and, like any sender, tells again until it was heard.</summary>
    private async Task TellAsync(EnvironmentQueue queue, bool isIdle, Queue<Landing> toLand, Queue<Deployment> toTell)
    {
        if (toTell.Count == 0 && toLand.TryPeek(out Landing? next) && (isIdle || !next.WhenIdle))
        {
            toTell.Enqueue(next.Land(world));
            toLand.Dequeue();
        }

        while (toTell.TryPeek(out Deployment? deployment))
        {
            await queue.AcceptAsync(deployment, CancellationToken.None);
            toTell.Dequeue();
        }
    }
}
