using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Seatrial.Core;

namespace Seatrial.Storage.Sqlite;

/// <summary>The one writer of a process: what waits together is committed together, so that durable appends share an fsync.</summary>
/// <remarks>Other processes write too; whatever must hold is therefore checked inside the transaction, which is always IMMEDIATE.</remarks>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int LargestBatch = 256;

    // 16 MB of log instead of 4: a page that is written again and again, as those of an index are, is copied into the file less often.
    private const string Checkpointing = "PRAGMA wal_autocheckpoint = 4000";

    private readonly Channel<SqliteWrite> _waiting = Channel.CreateBounded<SqliteWrite>(
        new BoundedChannelOptions(1024) { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly SqliteStatement _savepoint;
    private readonly SqliteStatement _release;
    private readonly Task _loop;
    private bool _isFull;

    public SqliteWriter(SqliteConnection connection, string path)
    {
        _connection = connection;
        _path = path;
        _connection.Execute("PRAGMA synchronous = NORMAL");
        _connection.Execute(Checkpointing);
        _savepoint = new SqliteStatement(connection, "SAVEPOINT one");
        _release = new SqliteStatement(connection, "RELEASE one");
        _loop = Task.Run(WriteAllAsync);
    }

    /// <summary>Has work done in a transaction; completes once that is committed.</summary>
    /// <param name="attempt">What it is, for messages.</param>
    /// <param name="isDurable">Whether it must be on disk.</param>
    /// <param name="work">The work; whatever it throws undoes it alone.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    public async ValueTask<T> WriteAsync<T>(string attempt, bool isDurable, Func<T> work, CancellationToken cancellationToken)
    {
        SqliteWrite<T> write = new(attempt, isDurable, work, cancellationToken);
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new ObjectDisposedException($"{attempt}: the journal {_path} was closed.", exception);
        }

        return await write.Task;
    }

    /// <summary>Takes no more work and finishes what waits.</summary>
    public async ValueTask CompleteAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await CompleteAsync();
        _savepoint.Dispose();
        _release.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        List<SqliteWrite> batch = [];
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out SqliteWrite? write))
            {
                if (write.TryBegin())
                {
                    batch.Add(write);
                }
            }

            if (batch.Count > 0)
            {
                WriteBatch(batch);
            }
        }
    }

    private void WriteBatch(List<SqliteWrite> batch)
    {
        try
        {
            SetSynchronous(batch.Exists(write => write.IsDurable));
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (SqliteWrite write in batch)
            {
                WriteOne(write);
            }

            _connection.Execute("COMMIT");
        }
        catch (SqliteException exception)
        {
            _connection.TryRollback();
            foreach (SqliteWrite write in batch)
            {
                write.Fail(SqliteFailures.Translate(exception, _path, write.Attempt));
            }

            return;
        }
#pragma warning disable CA1031 // The loop's edge: a defect fails those who wait, never the loop.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _connection.TryRollback();
            batch.ForEach(write => write.Fail(exception));
            return;
        }

        batch.ForEach(write => write.Complete());
    }

    private void WriteOne(SqliteWrite write)
    {
        _savepoint.Execute();
        try
        {
            write.Work();
        }
        catch (SeatrialException refused)
        {
            write.Refuse(refused);
            _connection.Execute("ROLLBACK TO one");
        }

        _release.Execute();
    }

    /// <summary>The pragma has no effect inside a transaction, so a batch is as durable as its most demanding write.</summary>
    private void SetSynchronous(bool isFull)
    {
        if (isFull != _isFull)
        {
            _connection.Execute(isFull ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _isFull = isFull;
        }
    }
}
