using System.Globalization;
using Microsoft.Data.Sqlite;
using Seatrial.Core;

namespace Seatrial.Storage.Sqlite;

/// <summary>The tables of a journal file and how older files are brought up to date.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks a file as a Seatrial journal: "SeaT".</summary>
    private const int ApplicationId = 0x53656154;

    /// <summary>One script a version, applied in order; a released one never changes.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE events(
            project TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, sequence INTEGER NOT NULL,
            at INTEGER NOT NULL, type TEXT NOT NULL, format_version INTEGER NOT NULL, json BLOB NOT NULL,
            PRIMARY KEY(project, kind, name, sequence)) STRICT, WITHOUT ROWID;
        CREATE TABLE streams(
            project TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL,
            first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, last_sequence INTEGER NOT NULL,
            is_closed INTEGER NOT NULL,
            PRIMARY KEY(project, kind, name)) STRICT, WITHOUT ROWID;
        CREATE INDEX streams_newest ON streams(kind, first_at DESC, name DESC);
        CREATE INDEX streams_open ON streams(first_at DESC, name DESC) WHERE kind = 0 AND is_closed = 0;
        CREATE TABLE leases(
            project TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL,
            owner TEXT NOT NULL, epoch INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            PRIMARY KEY(project, kind, name)) STRICT, WITHOUT ROWID;
        CREATE TABLE blobs(
            project TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, blob_id TEXT NOT NULL,
            media_type TEXT NOT NULL, stored_at INTEGER NOT NULL, content BLOB NOT NULL,
            PRIMARY KEY(project, kind, name, blob_id)) STRICT;
        CREATE INDEX blobs_oldest ON blobs(stored_at);
        """,
    ];

    /// <summary>Makes the tables, or brings those of an older version up to date. Touches no file that is not ours.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="SeatrialException">The file belongs to something else, or to a newer version.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        // The check without a transaction keeps the usual opening free of writes.
        if (IsCurrent(connection, path))
        {
            return;
        }

        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have been faster.
            if (!IsCurrent(connection, path))
            {
                for (int version = UserVersion(connection); version < Migrations.Length; version++)
                {
                    connection.Execute(Migrations[version]);
                }

                connection.Execute(string.Create(
                    CultureInfo.InvariantCulture,
                    $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Migrations.Length}"));
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.TryRollback();
            throw;
        }
    }

    private static bool IsCurrent(SqliteConnection connection, string path)
    {
        long application = connection.Scalar("PRAGMA application_id");
        int version = UserVersion(connection);
        bool isEmpty = connection.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (isEmpty && version == 0)
        {
            return false;
        }

        if (application != ApplicationId)
        {
            throw new SeatrialException(
                "journal-not-a-journal",
                $"Opening the journal {path}: it is a database of something else. It was left as it is; name another file.");
        }

        if (version > Migrations.Length)
        {
            throw new SeatrialException(
                "journal-newer-version",
                $"Opening the journal {path}: a newer Seatrial wrote it (schema {version}, this one knows {Migrations.Length}). "
                + "It was left as it is; use that version or name another file.");
        }

        return version == Migrations.Length;
    }

    private static int UserVersion(SqliteConnection connection) => (int)connection.Scalar("PRAGMA user_version");
}
