namespace Seatrial.Core.Journal;

/// <summary>The append-only event streams, their leases and blobs. The only truth about runs and environments.</summary>
/// <remarks>Thread-safe. Several processes may share one store.</remarks>
public interface IJournal
{
    /// <summary>Appends events as one.</summary>
    /// <param name="append">What to append.</param>
    /// <param name="cancellationToken">Cancels before anything is written; once written the append stands.</param>
    /// <returns>The sequence of the last event appended.</returns>
    /// <exception cref="JournalConflictException">The stream is further on, or the lease was lost.</exception>
    /// <exception cref="SeatrialException">The store failed.</exception>
    ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken);

    /// <summary>Reads a stream from after a sequence, in order, to its present end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="afterSequence">0 to read from the beginning.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken);

    /// <summary>Lists runs, newest first.</summary>
    /// <param name="project">The project, or null for all.</param>
    /// <param name="onlyOpen">Whether to leave out closed runs.</param>
    /// <param name="limit">The most to return, 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<IReadOnlyList<RunListing>> ListRunsAsync(string? project, bool onlyOpen, int limit, CancellationToken cancellationToken);

    /// <summary>Lists the environments that have a stream.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<IReadOnlyList<StreamId>> ListEnvironmentsAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lease of a stream if nobody holds it; the epoch grows by one.</summary>
    /// <param name="stream">The stream; it need not exist yet.</param>
    /// <param name="owner">Unique to the process.</param>
    /// <param name="duration">How long it lasts unless renewed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The lease, or null while somebody else holds it.</returns>
    ValueTask<Lease?> TryAcquireLeaseAsync(StreamId stream, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Renews a lease that is still ours.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="duration">How long it lasts from now.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The lease with its new end, or null when it was lost.</returns>
    ValueTask<Lease?> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; nothing happens when it was lost.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Reads a blob.</summary>
    /// <param name="stream">The stream it was stored with.</param>
    /// <param name="blobId">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The blob, or null when there is none (any more).</returns>
    ValueTask<JournalBlob?> ReadBlobAsync(StreamId stream, string blobId, CancellationToken cancellationToken);
}
