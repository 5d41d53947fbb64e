using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Seatrial.Storage.Sqlite;

/// <summary>A statement that is executed for every step of a run: what is bound to it is copied by SQLite alone.</summary>
/// <remarks>Used only inside a transaction that was begun with the connection's own patience: it never finds the file busy.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares constant text, with parameters numbered from 1.</summary>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8));
        return this;
    }

    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which would bind NULL.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    public void Execute()
    {
        raw.sqlite3_step(_statement);
        // Tells how the step ended, and makes the statement ready for the next.
        Check(raw.sqlite3_reset(_statement));
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
