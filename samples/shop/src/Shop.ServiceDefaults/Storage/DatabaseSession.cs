using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Storage;

/// <summary>One connection, with a transaction if it writes. Each statement of a request is a span.</summary>
public sealed class DatabaseSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction? _transaction;
    private readonly List<Action> _afterCommit = [];

    internal DatabaseSession(SqliteConnection connection, SqliteTransaction? transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(sql, parameters);
        return Traced(command, static c => c.ExecuteNonQuery());
    }

    /// <summary>All rows.</summary>
    public IReadOnlyList<T> Query<T>(
        string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(sql, parameters);
        return Traced(command, c =>
        {
            using var reader = c.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(map(reader));
            }

            return rows;
        });
    }

    /// <summary>The first row, or the default.</summary>
    public T? First<T>(
        string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = Query(sql, map, parameters);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>What to do once the transaction is safely on disk.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Makes everything written so far durable.</summary>
    public void Commit()
    {
        (_transaction ?? throw new InvalidOperationException("A reading session has nothing to commit.")).Commit();
        _afterCommit.ForEach(action => action());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _transaction?.Dispose();
        _connection.Dispose();
    }

    private static T Traced<T>(SqliteCommand command, Func<SqliteCommand, T> run)
    {
        // Background polling has no span above it, and its statements would only be noise.
        var summary = SqlSummary.Of(command.CommandText);
        using var span = Activity.Current is null
            ? null
            : ShopDiagnostics.Source.StartActivity(summary, ActivityKind.Client);
        span?.SetTag("db.system.name", "sqlite");
        span?.SetTag("db.query.summary", summary);
        span?.SetTag("db.query.text", command.CommandText);
        try
        {
            return run(command);
        }
        catch (SqliteException error)
        {
            span.Fail(error);
            throw;
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
