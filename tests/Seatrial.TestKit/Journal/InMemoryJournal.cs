using System.Runtime.CompilerServices;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.TestKit.Journal;

/// <summary>A deterministic journal without I/O. Stores events in their stored form, so that what cannot be stored fails here too.</summary>
/// <remarks>
/// It outlives whoever uses it, like a file: to crash a process, throw from a hook, drop the process and use the journal
/// again. To crash the machine, call <see cref="LoseBatched"/> as well.
/// </remarks>
/// <param name="clock">The clock leases end by.</param>
public sealed class InMemoryJournal(TimeProvider clock) : IJournal
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StreamId, List<StoredEvent>> _streams = [];
    private readonly Dictionary<(StreamId Stream, string BlobId), StoredBlob> _blobs = [];
    private readonly Dictionary<StreamId, Lease> _leases = [];
    private long _appends;
    private long _durableUpTo;

    /// <summary>Called before anything is checked or stored; throw to die before the append.</summary>
    public Action<JournalAppend>? BeforeAppend { get; set; }

    /// <summary>Called once the append is stored; throw to die after it, before the appender learns of it.</summary>
    public Action<JournalAppend>? AfterAppend { get; set; }

    /// <summary>How many appends were stored.</summary>
    public long Appends
    {
        get
        {
            lock (_lock)
            {
                return _appends;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfZero(append.Events.Count, nameof(append));
        BeforeAppend?.Invoke(append);
        long last;
        lock (_lock)
        {
            last = Append_NeedsLock(append);
        }

        AfterAppend?.Invoke(append);
        return ValueTask.FromResult(last);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        StreamId stream,
        long afterSequence,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredEvent[] events;
        lock (_lock)
        {
            events = _streams.TryGetValue(stream, out List<StoredEvent>? stored) ? [.. stored] : [];
        }

        for (long i = Math.Max(0, afterSequence); i < events.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JournalEntry(stream, i + 1, JournalJson.Deserialize(stream.Kind, events[i].Json));
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunListing>> ListRunsAsync(
        string? project,
        bool onlyOpen,
        int limit,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10_000);
        lock (_lock)
        {
            RunListing[] listings =
            [
                .. _streams
                    .Where(pair => pair.Key.Kind == StreamKind.Run && (project is null || string.Equals(pair.Key.Project, project, StringComparison.Ordinal)))
                    .Select(pair => new RunListing(
                        pair.Key.Project,
                        pair.Key.Name,
                        pair.Value[0].At,
                        pair.Value[^1].At,
                        pair.Value.Count,
                        pair.Value[^1].IsClosing))
                    .Where(listing => !onlyOpen || !listing.IsClosed)
                    .OrderByDescending(listing => listing.FirstEventAt)
                    .ThenByDescending(listing => listing.RunId, StringComparer.Ordinal)
                    .Take(limit),
            ];
            return ValueTask.FromResult<IReadOnlyList<RunListing>>(listings);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StreamId>> ListEnvironmentsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            StreamId[] environments =
            [
                .. _streams.Keys
                    .Where(stream => stream.Kind == StreamKind.Environment)
                    .OrderBy(stream => stream.Project, StringComparer.Ordinal)
                    .ThenBy(stream => stream.Name, StringComparer.Ordinal),
            ];
            return ValueTask.FromResult<IReadOnlyList<StreamId>>(environments);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Lease?> TryAcquireLeaseAsync(
        StreamId stream,
        string owner,
        TimeSpan duration,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            Lease? present = _leases.GetValueOrDefault(stream);
            if (present is not null && present.ExpiresAt > now && !string.Equals(present.Owner, owner, StringComparison.Ordinal))
            {
                return ValueTask.FromResult<Lease?>(null);
            }

            Lease lease = new(stream, owner, (present?.Epoch ?? 0) + 1, now + duration);
            _leases[stream] = lease;
            return ValueTask.FromResult<Lease?>(lease);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Lease?> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!IsOurs_NeedsLock(lease))
            {
                return ValueTask.FromResult<Lease?>(null);
            }

            Lease renewed = lease with { ExpiresAt = clock.GetUtcNow() + duration };
            _leases[lease.Stream] = renewed;
            return ValueTask.FromResult<Lease?>(renewed);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsOurs_NeedsLock(lease))
            {
                // The epoch stays: the next one must be higher.
                _leases[lease.Stream] = lease with { Owner = string.Empty, ExpiresAt = DateTimeOffset.MinValue };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<JournalBlob?> ReadBlobAsync(StreamId stream, string blobId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_blobs.GetValueOrDefault((stream, blobId))?.Blob);
        }
    }

    /// <summary>The machine dies: what was appended since the last durable append is lost. Leases stay.</summary>
    public void LoseBatched()
    {
        lock (_lock)
        {
            foreach ((StreamId stream, List<StoredEvent> events) in _streams.ToArray())
            {
                events.RemoveAll(stored => stored.Append > _durableUpTo);
                if (events.Count == 0)
                {
                    _streams.Remove(stream);
                }
            }

            foreach ((var key, StoredBlob blob) in _blobs.ToArray())
            {
                if (blob.Append > _durableUpTo)
                {
                    _blobs.Remove(key);
                }
            }
        }
    }

    private long Append_NeedsLock(JournalAppend append)
    {
        List<StoredEvent> stored = _streams.GetValueOrDefault(append.Stream) ?? [];
        if (append.Lease is { } lease
            && _leases.TryGetValue(append.Stream, out Lease? present)
            && present.Epoch > lease.Epoch)
        {
            throw new JournalConflictException(
                append.Stream,
                isLeaseLost: true,
                $"Appending to {append.Stream} under epoch {lease.Epoch}: epoch {present.Epoch} was given out since.");
        }

        if (stored.Count != append.ExpectedSequence)
        {
            throw new JournalConflictException(
                append.Stream,
                isLeaseLost: false,
                $"Appending to {append.Stream} after {append.ExpectedSequence}: the stream stands at {stored.Count}.");
        }

        // Everything that can fail comes before anything changes: all of an append or none of it.
        byte[][] json = [.. append.Events.Select(JournalJson.Serialize)];
        if (append.Blobs.FirstOrDefault(blob => blob.Content.Length > JournalBlob.MaxBytes) is { } tooLarge)
        {
            throw new SeatrialException(
                "journal-blob-too-large",
                $"Storing blob {tooLarge.Id} of {append.Stream}: {tooLarge.Content.Length} bytes is more than {JournalBlob.MaxBytes}.");
        }

        _appends++;
        for (int i = 0; i < json.Length; i++)
        {
            stored.Add(new StoredEvent(json[i], append.Events[i].At, append.Events[i] is RunEvent.Closed, _appends));
        }

        foreach (JournalBlob blob in append.Blobs)
        {
            _blobs[(append.Stream, blob.Id)] = new StoredBlob(blob with { Content = blob.Content.ToArray() }, _appends);
        }

        _streams[append.Stream] = stored;
        if (append.Durability == Durability.Durable)
        {
            _durableUpTo = _appends;
        }

        return stored.Count;
    }

    private bool IsOurs_NeedsLock(Lease lease) =>
        _leases.TryGetValue(lease.Stream, out Lease? present)
        && present.Epoch == lease.Epoch
        && string.Equals(present.Owner, lease.Owner, StringComparison.Ordinal);

    private sealed record StoredEvent(byte[] Json, DateTimeOffset At, bool IsClosing, long Append);

    private sealed record StoredBlob(JournalBlob Blob, long Append);
}
