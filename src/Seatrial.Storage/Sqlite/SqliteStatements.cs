using Microsoft.Data.Sqlite;
using Seatrial.Core.Journal;

namespace Seatrial.Storage.Sqlite;

/// <summary>The writer's prepared statements. Used only by the writer, inside its transaction.</summary>
/// <param name="connection">The writer's connection.</param>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _findSequence = connection.Prepare(
        "SELECT last_sequence FROM streams WHERE project = $0 AND kind = $1 AND name = $2",
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Text);

    private readonly SqliteCommand _findLease = connection.Prepare(
        "SELECT owner, epoch, expires_at FROM leases WHERE project = $0 AND kind = $1 AND name = $2",
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Text);

    private readonly SqliteStatement _insertEvent = new(
        connection,
        "INSERT INTO events(project, kind, name, sequence, at, type, format_version, json) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly SqliteCommand _moveStream = connection.Prepare(
        """
        INSERT INTO streams(project, kind, name, first_at, last_at, last_sequence, is_closed) VALUES($0, $1, $2, $3, $4, $5, $6)
        ON CONFLICT(project, kind, name) DO UPDATE SET
            last_at = excluded.last_at, last_sequence = excluded.last_sequence, is_closed = excluded.is_closed
        """,
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Integer,
        SqliteType.Integer,
        SqliteType.Integer);

    private readonly SqliteStatement _storeBlob = new(
        connection,
        """
        INSERT OR REPLACE INTO blobs(project, kind, name, blob_id, media_type, stored_at, content)
        VALUES(?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteCommand _endLeases = connection.Prepare(
        "UPDATE leases SET owner = '', expires_at = 0 WHERE substr(owner, 1, length($0)) = $0",
        SqliteType.Text);

    private readonly SqliteCommand _storeLease = connection.Prepare(
        "INSERT OR REPLACE INTO leases(project, kind, name, owner, epoch, expires_at) VALUES($0, $1, $2, $3, $4, $5)",
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Text,
        SqliteType.Text,
        SqliteType.Integer,
        SqliteType.Integer);

    private readonly SqliteCommand _pruneBlobs =
        connection.Prepare("DELETE FROM blobs WHERE stored_at < $0", SqliteType.Integer);

    /// <summary>Where a stream stands; 0 when it does not exist.</summary>
    public long FindSequence(StreamId stream) =>
        _findSequence.With(stream.Project, (long)stream.Kind, stream.Name).ExecuteScalar() is long sequence ? sequence : 0;

    /// <summary>The lease as last stored, expired or not; null when there never was one.</summary>
    public Lease? FindLease(StreamId stream)
    {
        using SqliteDataReader reader = _findLease.With(stream.Project, (long)stream.Kind, stream.Name).ExecuteReader();
        return reader.Read()
            ? new Lease(stream, reader.GetString(0), reader.GetInt64(1), new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero))
            : null;
    }

    /// <summary>Stores an event at its place.</summary>
    public void InsertEvent(StreamId stream, long sequence, DateTimeOffset at, ReadOnlySpan<byte> type, byte[] json) =>
        _insertEvent
            .Bind(1, stream.Project)
            .Bind(2, (long)stream.Kind)
            .Bind(3, stream.Name)
            .Bind(4, sequence)
            .Bind(5, at.UtcTicks)
            .BindText(6, type)
            .Bind(7, JournalJson.FormatVersion)
            .BindBlob(8, json)
            .Execute();

    /// <summary>Records where a stream stands now.</summary>
    public void MoveStream(StreamId stream, DateTimeOffset firstAt, DateTimeOffset lastAt, long sequence, bool isClosed) =>
        _moveStream
            .With(
                stream.Project,
                (long)stream.Kind,
                stream.Name,
                firstAt.UtcTicks,
                lastAt.UtcTicks,
                sequence,
                isClosed ? 1L : 0L)
            .ExecuteNonQuery();

    /// <summary>Stores a blob.</summary>
    public void StoreBlob(StreamId stream, JournalBlob blob, DateTimeOffset now) =>
        _storeBlob
            .Bind(1, stream.Project)
            .Bind(2, (long)stream.Kind)
            .Bind(3, stream.Name)
            .Bind(4, blob.Id)
            .Bind(5, blob.MediaType)
            .Bind(6, now.UtcTicks)
            .BindBlob(7, blob.Content.Span)
            .Execute();

    /// <summary>Stores a lease in place of the one before.</summary>
    public void StoreLease(Lease lease) =>
        _storeLease
            .With(
                lease.Stream.Project,
                (long)lease.Stream.Kind,
                lease.Stream.Name,
                lease.Owner,
                lease.Epoch,
                lease.ExpiresAt.UtcTicks)
            .ExecuteNonQuery();

    /// <summary>Ends the leases of all owners whose name begins so; their epochs stay.</summary>
    public int EndLeases(string ownerPrefix) => _endLeases.With(ownerPrefix).ExecuteNonQuery();

    /// <summary>Removes blobs stored before a time.</summary>
    public int PruneBlobs(DateTimeOffset olderThan) => _pruneBlobs.With(olderThan.UtcTicks).ExecuteNonQuery();

    public void Dispose()
    {
        _pruneBlobs.Dispose();
        _findSequence.Dispose();
        _findLease.Dispose();
        _insertEvent.Dispose();
        _moveStream.Dispose();
        _storeBlob.Dispose();
        _endLeases.Dispose();
        _storeLease.Dispose();
    }
}
