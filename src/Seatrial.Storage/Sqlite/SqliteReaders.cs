using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Seatrial.Storage.Sqlite;

/// <summary>Connections that only read, kept for the next reader.</summary>
/// <param name="connectionString">How to open one.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class SqliteReaders(string connectionString, string path) : IDisposable
{
    private const int MostKept = 8;

    private readonly ConcurrentBag<SqliteConnection> _kept = [];
    private bool _isDisposed;

    /// <summary>Reads, synchronously as SQLite does.</summary>
    /// <param name="attempt">What is read, for messages.</param>
    /// <param name="read">The reading.</param>
    public T Read<T>(string attempt, Func<SqliteConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteJournal));
        SqliteConnection? connection = null;
        try
        {
            if (!_kept.TryTake(out connection))
            {
                connection = Open();
            }

            T result = read(connection);
            Keep(connection);
            return result;
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw SqliteFailures.Translate(exception, path, attempt);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_kept.TryTake(out SqliteConnection? connection))
        {
            connection.Dispose();
        }
    }

    private SqliteConnection Open()
    {
        SqliteConnection connection = new(connectionString);
        connection.Open();
        // They read on and on, and hardly ever a page twice: the file's own cache serves them.
        connection.Execute("PRAGMA busy_timeout = 5000; PRAGMA query_only = 1; PRAGMA cache_size = -256");
        return connection;
    }

    private void Keep(SqliteConnection connection)
    {
        if (_isDisposed || _kept.Count >= MostKept)
        {
            connection.Dispose();
        }
        else
        {
            _kept.Add(connection);
        }
    }
}
