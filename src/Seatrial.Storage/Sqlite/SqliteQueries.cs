using System.Globalization;
using Microsoft.Data.Sqlite;
using Seatrial.Core;
using Seatrial.Core.Journal;

namespace Seatrial.Storage.Sqlite;

/// <summary>What readers ask.</summary>
internal static class SqliteQueries
{
    public static List<(long Sequence, byte[] Json)> ReadEvents(SqliteConnection connection, StreamId stream, long afterSequence, int limit)
    {
        using SqliteCommand command = connection
            .Prepare(
                """
                SELECT sequence, format_version, json FROM events
                WHERE project = $0 AND kind = $1 AND name = $2 AND sequence > $3 ORDER BY sequence LIMIT $4
                """,
                SqliteType.Text,
                SqliteType.Integer,
                SqliteType.Text,
                SqliteType.Integer,
                SqliteType.Integer)
            .With(stream.Project, (long)stream.Kind, stream.Name, afterSequence, (long)limit);
        using SqliteDataReader reader = command.ExecuteReader();
        List<(long Sequence, byte[] Json)> entries = [];
        while (reader.Read())
        {
            long format = reader.GetInt64(1);
            if (format > JournalJson.FormatVersion)
            {
                throw new SeatrialException(
                    "journal-unreadable-event",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Reading {stream}: event {reader.GetInt64(0)} has format {format}, this version knows {JournalJson.FormatVersion}. Use the version that wrote it."));
            }

            entries.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(2)));
        }

        return entries;
    }

    public static List<RunListing> ListRuns(SqliteConnection connection, string? project, bool onlyOpen, int limit)
    {
        string sql = $"""
            SELECT project, name, first_at, last_at, last_sequence, is_closed
            FROM streams WHERE kind = 0 {(onlyOpen ? "AND is_closed = 0" : string.Empty)}
            {(project is null ? "AND $0 = ''" : "AND project = $0")}
            ORDER BY first_at DESC, name DESC LIMIT $1
            """;
        using SqliteCommand command = connection
            .Prepare(sql, SqliteType.Text, SqliteType.Integer)
            .With(project ?? string.Empty, (long)limit);
        using SqliteDataReader reader = command.ExecuteReader();
        List<RunListing> listings = [];
        while (reader.Read())
        {
            listings.Add(new RunListing(
                reader.GetString(0),
                reader.GetString(1),
                new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero),
                new DateTimeOffset(reader.GetInt64(3), TimeSpan.Zero),
                reader.GetInt64(4),
                reader.GetInt64(5) != 0));
        }

        return listings;
    }

    public static List<StreamId> ListEnvironments(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Prepare("SELECT project, name FROM streams WHERE kind = 1 ORDER BY project, name");
        using SqliteDataReader reader = command.ExecuteReader();
        List<StreamId> environments = [];
        while (reader.Read())
        {
            environments.Add(StreamId.Environment(reader.GetString(0), reader.GetString(1)));
        }

        return environments;
    }

    public static JournalBlob? FindBlob(SqliteConnection connection, StreamId stream, string blobId)
    {
        using SqliteCommand command = connection
            .Prepare(
                "SELECT media_type, content FROM blobs WHERE project = $0 AND kind = $1 AND name = $2 AND blob_id = $3",
                SqliteType.Text,
                SqliteType.Integer,
                SqliteType.Text,
                SqliteType.Text)
            .With(stream.Project, (long)stream.Kind, stream.Name, blobId);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new JournalBlob(blobId, reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
    }
}
