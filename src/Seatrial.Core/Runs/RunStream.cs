using System.Collections.Immutable;
using Seatrial.Core.Journal;

namespace Seatrial.Core.Runs;

/// <summary>The open end of one run's stream: the only place that appends to it while the run is driven.</summary>
/// <remarks>
/// Thread-safe. Events are gathered in the order of calls and appended together: a step record waits for company, a durable
/// event only while another append is under way. Flows that run side by side thus share a transaction and its fsync
/// (group commit; DeWitt et al., Implementation Techniques for Main Memory Database Systems, SIGMOD 1984). What one transaction
/// stored is folded and shown while the next is stored.
/// </remarks>
internal sealed class RunStream : IDisposable
{
    private const int BatchSize = 64;
    private static readonly TimeSpan BatchAge = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _storing = new(1, 1);
    private readonly SemaphoreSlim _folding = new(1, 1);
    private readonly IJournal _journal;
    private readonly StreamId _stream;
    private readonly TimeProvider _clock;
    private readonly IRunObserver? _observer;
    private readonly List<RunEvent> _gathered = [];
    private readonly List<byte[]> _gatheredJson = [];
    private readonly List<JournalBlob> _gatheredBlobs = [];
    private DateTimeOffset _gatheredSince;
    private bool _mustBeDurable;
    private long _gatheredUpTo;
    private long _storedUpTo;
    private long _sequence;

    public RunStream(IJournal journal, Lease lease, RunState state, TimeProvider clock, IRunObserver? observer)
    {
        _journal = journal;
        _stream = lease.Stream;
        Lease = lease;
        State = state;
        _sequence = state.Sequence;
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

    /// <summary>Appends events with blobs; they are stored when this completes. Once begun, it is not cancelled.</summary>
    public async Task AppendAsync(
        Durability durability,
        ImmutableArray<RunEvent> events,
        ImmutableArray<JournalBlob> blobs,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (State.Verdict is not null && events.Any(static e => e is RunEvent.VerdictReached))
        {
            throw new InvalidOperationException("The run has its verdict: another must not take its place, nor what was decided on it.");
        }

        byte[][] json = [.. events.Select(JournalJson.Serialize)];
        long last;
        lock (_gathered)
        {
            Gather_NeedsLock(events, json, blobs);
            _mustBeDurable |= durability == Durability.Durable;
            last = _gatheredUpTo;
        }

        await FlushAsync(last);
    }

    /// <summary>Gathers an event; it is appended with the next durable one, or when enough came together.</summary>
    public Task GatherAsync(RunEvent runEvent, ImmutableArray<JournalBlob> blobs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] json = JournalJson.Serialize(runEvent);
        lock (_gathered)
        {
            Gather_NeedsLock([runEvent], [json], blobs);
            return _gathered.Count >= BatchSize || Now - _gatheredSince >= BatchAge ? FlushAsync(_gatheredUpTo) : Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        _storing.Dispose();
        _folding.Dispose();
    }

    private void Gather_NeedsLock(ImmutableArray<RunEvent> events, byte[][] json, ImmutableArray<JournalBlob> blobs)
    {
        if (_gathered.Count == 0)
        {
            _gatheredSince = Now;
        }

        _gathered.AddRange(events);
        _gatheredJson.AddRange(json);
        _gatheredBlobs.AddRange(blobs);
        _gatheredUpTo += events.Length;
    }

    /// <summary>Returns when everything up to a place is stored and folded; whoever comes first does it for all who wait.</summary>
    private async Task FlushAsync(long last)
    {
        RunEvent[] stored = [];
        await _storing.WaitAsync(CancellationToken.None);
        try
        {
            if (_storedUpTo < last)
            {
                stored = await StoreAsync();
            }

            // Taken while nobody else can store: events are folded in the order they are stored in. Who finds all stored waits
            // here for those that fold it.
            await _folding.WaitAsync(CancellationToken.None);
        }
        finally
        {
            _storing.Release();
        }

        try
        {
            foreach (RunEvent runEvent in stored)
            {
                State = State.Apply(runEvent);
                _observer?.OnEvent(_stream.Name, runEvent);
            }
        }
        finally
        {
            _folding.Release();
        }
    }

    private async Task<RunEvent[]> StoreAsync()
    {
        RunEvent[] events;
        byte[][] json;
        JournalBlob[] blobs;
        Durability durability;
        lock (_gathered)
        {
            events = [.. _gathered];
            json = [.. _gatheredJson];
            blobs = [.. _gatheredBlobs];
            durability = _mustBeDurable ? Durability.Durable : Durability.Batched;
        }

        // What cannot be stored stays gathered: a later append tries again, in the same order.
        await _journal.AppendAsync(
            new JournalAppend(_stream, _sequence, events, durability) { Lease = Lease, Blobs = blobs, Encoded = json },
            CancellationToken.None);
        _sequence += events.Length;
        lock (_gathered)
        {
            _gathered.RemoveRange(0, events.Length);
            _gatheredJson.RemoveRange(0, events.Length);
            _gatheredBlobs.RemoveRange(0, blobs.Length);
            _gatheredSince = Now;
            _mustBeDurable &= _gathered.Count > 0;
            _storedUpTo += events.Length;
        }

        return events;
    }
}
