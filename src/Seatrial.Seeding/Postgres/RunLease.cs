using Npgsql;

namespace Seatrial.Seeding.Postgres;

/// <summary>Shows others that a run is alive, as long as one of its sessions is.</summary>
/// <param name="number">The number of the run's lock.</param>
/// <param name="session">The session that holds it from the first moment to the last.</param>
internal sealed class RunLease(int number, NpgsqlConnection session) : IAsyncDisposable
{
    public int Number => number;

    /// <summary>Takes the run's lock for the session that holds it.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => LockAsync(session, "pg_advisory_lock_shared", cancellationToken);

    /// <summary>Another session of the run: its transaction is over before the run is.</summary>
    /// <param name="connection">The session, in a transaction.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task HoldAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => LockAsync(connection, "pg_advisory_xact_lock_shared", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (session.FullState == System.Data.ConnectionState.Open)
        {
            try
            {
                // A connection that goes back to its pool keeps its locks.
                await LockAsync(session, "pg_advisory_unlock_shared", CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // It is broken, and its locks are gone with it.
            }
        }

        await session.DisposeAsync();
    }

    private async Task LockAsync(NpgsqlConnection connection, string function, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new($"select pg_catalog.{function}($1, $2)", connection)
        {
            Parameters = { new() { Value = PostgresLedger.LockSpace }, new() { Value = number } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
