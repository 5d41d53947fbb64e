using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shop.ServiceDefaults.Storage;

namespace Shop.ServiceDefaults.Outbox;

/// <summary>The outbox table: written in the transaction of what it tells about, read by the dispatcher.</summary>
public sealed class OutboxStore
{
    private const string Columns =
        "id, kind, subject, service, path, scope, body, idempotency_key, traceparent, tracestate, baggage, attempts, due_at";

    private readonly Database _database;
    private readonly OutboxSignal _signal;
    private readonly TimeProvider _time;

    internal OutboxStore(Database database, OutboxSignal signal, TimeProvider time)
    {
        _database = database;
        _signal = signal;
        _time = time;
    }

    /// <summary>Puts the message beside what the session has written; it leaves once that is committed.</summary>
    public void Add(DatabaseSession session, OutboxMessage message)
    {
        var current = Activity.Current;
        var baggage = new Dictionary<string, string?>(current?.Baggage ?? [], StringComparer.Ordinal);
        session.Execute(
            """
            INSERT INTO outbox (kind, subject, service, path, scope, body, idempotency_key,
                                traceparent, tracestate, baggage, due_at)
            VALUES ($kind, $subject, $service, $path, $scope, $body, $key, $traceparent, $tracestate, $baggage, $due)
            """,
            ("$kind", message.Kind),
            ("$subject", message.Subject),
            ("$service", message.Service),
            ("$path", message.Path),
            ("$scope", message.Scope),
            ("$body", JsonSerializer.Serialize(message.Body, JsonSerializerOptions.Web)),
            ("$key", $"{message.Kind}:{message.Subject}"),
            ("$traceparent", current?.Id),
            ("$tracestate", current?.TraceStateString),
            ("$baggage", JsonSerializer.Serialize(baggage)),
            ("$due", Now()));
        session.AfterCommit(_signal.Set);
    }

    /// <summary>Takes what is due, for so long: if this process dies, another attempt follows.</summary>
    internal IReadOnlyList<OutboxRow> Claim(int limit, TimeSpan lease)
    {
        var now = Now();
        using (var look = _database.Read())
        {
            if (look.First("SELECT id FROM outbox WHERE state = 'due' AND due_at <= $now", Id, ("$now", now)) == 0)
            {
                return [];
            }
        }

        using var session = _database.Write();
        var rows = session.Query(
            $"SELECT {Columns} FROM outbox WHERE state = 'due' AND due_at <= $now ORDER BY due_at, id LIMIT $limit",
            Map, ("$now", now), ("$limit", limit));
        foreach (var row in rows)
        {
            session.Execute(
                "UPDATE outbox SET attempts = $attempts, due_at = $due WHERE id = $id",
                ("$attempts", row.Attempt), ("$due", now + (long)lease.TotalMilliseconds), ("$id", row.Id));
        }

        session.Commit();
        return rows;
    }

    internal void Complete(OutboxRow row) => Update(row, "done", 0, error: null);

    internal void Abandon(OutboxRow row, string error) => Update(row, "dead", 0, error);

    internal void Postpone(OutboxRow row, TimeSpan delay, string error) =>
        Update(row, "due", Now() + (long)delay.TotalMilliseconds, error);

    private void Update(OutboxRow row, string state, long due, string? error)
    {
        using var session = _database.Write();
        session.Execute(
            "UPDATE outbox SET state = $state, due_at = $due, last_error = $error WHERE id = $id",
            ("$state", state), ("$due", due), ("$error", error), ("$id", row.Id));
        session.Commit();
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Id(SqliteDataReader row) => row.GetInt64(0);

    private static OutboxRow Map(SqliteDataReader row)
    {
        var traceparent = row.IsDBNull(8) ? null : row.GetString(8);
        var tracestate = row.IsDBNull(9) ? null : row.GetString(9);
        var isTraced = ActivityContext.TryParse(traceparent, tracestate, out var parent);
        return new OutboxRow
        {
            Id = row.GetInt64(0),
            Kind = row.GetString(1),
            Subject = row.GetString(2),
            Service = row.GetString(3),
            Path = row.GetString(4),
            Scope = row.GetString(5),
            Body = row.GetString(6),
            IdempotencyKey = row.GetString(7),
            Parent = isTraced ? parent : default,
            Baggage = JsonSerializer.Deserialize<Dictionary<string, string?>>(row.GetString(10))!,
            Attempt = row.GetInt32(11) + 1,
        };
    }
}
