using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Storage.Sqlite;

/// <summary>The journal in one SQLite file: the embedded default, nothing else to install.</summary>
/// <remarks>
/// Thread-safe, and safe between processes: what an append expects is checked inside an IMMEDIATE transaction. Write-ahead
/// log; a durable append returns after its fsync, which also carries everything appended before it.
/// </remarks>
public sealed class SqliteJournal : IJournal, IAsyncDisposable
{
    private const int PageSize = 128;

    private readonly SqliteWriter _writer;
    private readonly SqliteStatements _statements;
    private readonly SqliteReaders _readers;
    private readonly TimeProvider _clock;

    private SqliteJournal(SqliteConnection connection, string connectionString, string path, TimeProvider clock)
    {
        Path = path;
        _clock = clock;
        _statements = new SqliteStatements(connection);
        _readers = new SqliteReaders(connectionString, path);
        _writer = new SqliteWriter(connection, path);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a journal; makes the file and its folder when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock leases and retention go by; processes that share a file share a clock.</param>
    /// <exception cref="SeatrialException">It is damaged, not a journal, or of a newer version; the file was left as it is.</exception>
    public static SqliteJournal Open(string path, TimeProvider clock)
    {
        path = System.IO.Path.GetFullPath(path);
        string connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString();
        SqliteConnection? connection = null;
        try
        {
            MakeForOwner(path);
            connection = new SqliteConnection(connectionString);
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 5000");
            SqliteSchema.Prepare(connection, path);
            return new SqliteJournal(connection, connectionString, path, clock);
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw SqliteFailures.Translate(exception, path, "Opening the journal");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SeatrialException(
                "journal-cannot-open",
                $"Opening the journal {path}: {exception.Message} Name a place that can be written.",
                isTransient: false,
                exception);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(append.Events.Count, nameof(append));
        if (append.Blobs.FirstOrDefault(blob => blob.Content.Length > JournalBlob.MaxBytes) is { } tooLarge)
        {
            throw new SeatrialException(
                "journal-blob-too-large",
                $"Storing blob {tooLarge.Id} of {append.Stream}: {tooLarge.Content.Length} bytes is more than {JournalBlob.MaxBytes}.");
        }

        // Serialized before the writer's turn: the transaction is short, and what cannot be stored fails without one.
        IReadOnlyList<byte[]> json = append.Encoded ?? [.. append.Events.Select(JournalJson.Serialize)];
        ArgumentOutOfRangeException.ThrowIfNotEqual(json.Count, append.Events.Count, nameof(append));

        return _writer.WriteAsync(
            $"Appending to {append.Stream}",
            append.Durability == Durability.Durable,
            () => Append(append, json),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        StreamId stream,
        long afterSequence,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // In pages: a reader that takes its time must not hold a snapshot, or the write-ahead log grows behind it.
        List<(long Sequence, byte[] Json)> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = ReadPage(stream, afterSequence);
            foreach ((long sequence, byte[] json) in page)
            {
                // One at a time: some are large, and a reader that has enough asks for no more.
                yield return new JournalEntry(stream, sequence, JournalJson.Deserialize(stream.Kind, json));
                afterSequence = sequence;
            }
        }
        while (page.Count == PageSize);

        await ValueTask.CompletedTask;
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
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<RunListing>>(_readers.Read(
            "Listing runs",
            connection => SqliteQueries.ListRuns(connection, project, onlyOpen, limit)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StreamId>> ListEnvironmentsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StreamId>>(_readers.Read("Listing environments", SqliteQueries.ListEnvironments));
    }

    /// <inheritdoc/>
    public ValueTask<Lease?> TryAcquireLeaseAsync(
        StreamId stream,
        string owner,
        TimeSpan duration,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return _writer.WriteAsync<Lease?>(
            $"Taking the lease of {stream}",
            isDurable: true,
            () =>
            {
                DateTimeOffset now = _clock.GetUtcNow();
                Lease? present = _statements.FindLease(stream);
                if (present is not null
                    && present.ExpiresAt > now
                    && !string.Equals(present.Owner, owner, StringComparison.Ordinal))
                {
                    return null;
                }

                Lease lease = new(stream, owner, (present?.Epoch ?? 0) + 1, now + duration);
                _statements.StoreLease(lease);
                return lease;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Lease?> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        _writer.WriteAsync<Lease?>(
            $"Renewing the lease of {lease.Stream}",
            isDurable: false,
            () =>
            {
                if (!IsOurs(lease))
                {
                    return null;
                }

                Lease renewed = lease with { ExpiresAt = _clock.GetUtcNow() + duration };
                _statements.StoreLease(renewed);
                return renewed;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken) =>
        await _writer.WriteAsync(
            $"Releasing the lease of {lease.Stream}",
            isDurable: false,
            () =>
            {
                bool isOurs = IsOurs(lease);
                if (isOurs)
                {
                    // The epoch stays: the next one must be higher.
                    _statements.StoreLease(lease with { Owner = string.Empty, ExpiresAt = DateTimeOffset.MinValue });
                }

                return isOurs;
            },
            cancellationToken);

    /// <summary>Ends the leases of owners who are known to be dead, so that nobody waits for their time to be over.</summary>
    /// <param name="ownerPrefix">How the names of the dead begin; the caller knows, by a lock of its own, that none of them lives.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async ValueTask EndLeasesAsync(string ownerPrefix, CancellationToken cancellationToken) =>
        await _writer.WriteAsync(
            $"Ending the leases of {ownerPrefix}",
            isDurable: false,
            () => _statements.EndLeases(ownerPrefix) > 0,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JournalBlob?> ReadBlobAsync(StreamId stream, string blobId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_readers.Read(
            $"Reading blob {blobId} of {stream}",
            connection => SqliteQueries.FindBlob(connection, stream, blobId)));
    }

    /// <summary>Removes blobs stored before a time. Events stay.</summary>
    /// <param name="olderThan">The time.</param>
    /// <param name="cancellationToken">Cancels before anything is removed.</param>
    /// <returns>How many were removed.</returns>
    public ValueTask<int> PruneBlobsAsync(DateTimeOffset olderThan, CancellationToken cancellationToken) =>
        _writer.WriteAsync("Removing old blobs", isDurable: false, () => _statements.PruneBlobs(olderThan), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.CompleteAsync();
        _statements.Dispose();
        await _writer.DisposeAsync();
    }

    /// <summary>Makes the file, empty, when there is none. SQLite gives its write-ahead log and its index the rights of the file.</summary>
    private static void MakeForOwner(string path)
    {
        string folder = System.IO.Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        const UnixFileMode ownerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(folder, ownerFile | UnixFileMode.UserExecute);
        if (File.Exists(path))
        {
            // Never opened here: closing it would let go of the locks that SQLite holds on it in this process.
            return;
        }

        try
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, UnixCreateMode = ownerFile }).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    private List<(long Sequence, byte[] Json)> ReadPage(StreamId stream, long afterSequence) => _readers.Read(
        $"Reading {stream}",
        connection => SqliteQueries.ReadEvents(connection, stream, afterSequence, PageSize));

    private long Append(JournalAppend append, IReadOnlyList<byte[]> json)
    {
        StreamId stream = append.Stream;
        if (append.Lease is { } lease && _statements.FindLease(stream) is { } present && present.Epoch > lease.Epoch)
        {
            throw new JournalConflictException(
                stream,
                isLeaseLost: true,
                $"Appending to {stream} under epoch {lease.Epoch}: epoch {present.Epoch} was given out since.");
        }

        long sequence = _statements.FindSequence(stream);
        if (sequence != append.ExpectedSequence)
        {
            throw new JournalConflictException(
                stream,
                isLeaseLost: false,
                $"Appending to {stream} after {append.ExpectedSequence}: the stream stands at {sequence}.");
        }

        for (int i = 0; i < json.Count; i++)
        {
            _statements.InsertEvent(stream, ++sequence, append.Events[i].At, TypeOf(json[i]), json[i]);
        }

        foreach (JournalBlob blob in append.Blobs)
        {
            _statements.StoreBlob(stream, blob, _clock.GetUtcNow());
        }

        _statements.MoveStream(
            stream,
            append.Events[0].At,
            append.Events[^1].At,
            sequence,
            append.Events[^1] is RunEvent.Closed);
        return sequence;
    }

    private bool IsOurs(Lease lease) =>
        _statements.FindLease(lease.Stream) is { } present
        && present.Epoch == lease.Epoch
        && string.Equals(present.Owner, lease.Owner, StringComparison.Ordinal);

    /// <summary>The event's stored name. The serializer writes the discriminator first: <c>{"event":"run-created",…</c>.</summary>
    private static ReadOnlySpan<byte> TypeOf(byte[] json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        reader.Read();
        if (!reader.ValueTextEquals("event"u8))
        {
            throw new InvalidOperationException("The first property of a stored event is not its type.");
        }

        // A name of ours: nothing in it is escaped.
        reader.Read();
        return reader.ValueSpan;
    }
}
