using System.Collections.Immutable;
using Seatrial.Core.Journal;

namespace Seatrial.Core.Runs;

/// <summary>The open end of one run's stream: the only place that appends to it while the run is driven.</summary>
/// <remarks>
/// Thread-safe. Step records are gathered and appended together; every durable append takes along what was gathered before it,
/// so the stream keeps the order of calls.
/// </remarks>
internal sealed class RunStream : IDisposable
{
    private const int BatchSize = 64;
    private static readonly TimeSpan BatchAge = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IJournal _journal;
    private readonly StreamId _stream;
    private readonly TimeProvider _clock;
    private readonly IRunObserver? _observer;
    private readonly List<RunEvent> _gathered = [];
    private readonly List<JournalBlob> _gatheredBlobs = [];
    private DateTimeOffset _gatheredSince;

    public RunStream(IJournal journal, Lease lease, RunState state, TimeProvider clock, IRunObserver? observer)
    {
        _journal = journal;
        _stream = lease.Stream;
        Lease = lease;
        State = state;
        _clock = clock;
        _observer = observer;
    }

    /// <summary>The run after all that was appended; what is only gathered is not in it yet.</summary>
    public RunState State { get; private set; }

    /// <summary>The lease the run is driven under.</summary>
    public Lease Lease { get; set; }

    /// <summary>The time for events.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Reads a run from the journal.</summary>
    public static async Task<RunState> ReadAsync(IJournal journal, StreamId stream, CancellationToken cancellationToken)
    {
        RunState state = RunState.Empty;
        await foreach (JournalEntry entry in journal.ReadAsync(stream, 0, cancellationToken))
        {
            state = state.Apply((RunEvent)entry.Event);
        }

        return state;
    }

    /// <summary>Appends events on disk.</summary>
    public Task AppendAsync(CancellationToken cancellationToken, params ReadOnlySpan<RunEvent> events) =>
        AppendAsync(Durability.Durable, events.ToImmutableArray(), [], cancellationToken);

    /// <summary>Appends events with blobs.</summary>
    public async Task AppendAsync(
        Durability durability,
        ImmutableArray<RunEvent> events,
        ImmutableArray<JournalBlob> blobs,
        CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (State.Verdict is not null && events.Any(static e => e is RunEvent.VerdictReached))
            {
                throw new InvalidOperationException("The run has its verdict: another must not take its place, nor what was decided on it.");
            }

            _gathered.AddRange(events);
            _gatheredBlobs.AddRange(blobs);
            await FlushAsync_NeedsLock(durability, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Gathers an event; it is appended with the next durable one, or when enough came together.</summary>
    public async Task GatherAsync(RunEvent runEvent, JournalBlob? blob, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_gathered.Count == 0)
            {
                _gatheredSince = Now;
            }

            _gathered.Add(runEvent);
            if (blob is not null)
            {
                _gatheredBlobs.Add(blob);
            }

            if (_gathered.Count >= BatchSize || Now - _gatheredSince >= BatchAge)
            {
                await FlushAsync_NeedsLock(Durability.Batched, cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task FlushAsync_NeedsLock(Durability durability, CancellationToken cancellationToken)
    {
        if (_gathered.Count == 0)
        {
            return;
        }

        RunEvent[] events = [.. _gathered];
        JournalAppend append = new(_stream, State.Sequence, events, durability) { Lease = Lease, Blobs = [.. _gatheredBlobs] };
        await _journal.AppendAsync(append, cancellationToken);
        _gathered.Clear();
        _gatheredBlobs.Clear();
        foreach (RunEvent runEvent in events)
        {
            State = State.Apply(runEvent);
            _observer?.OnEvent(_stream.Name, runEvent);
        }
    }
}
