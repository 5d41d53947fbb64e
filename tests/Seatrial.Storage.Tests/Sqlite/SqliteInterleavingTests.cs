using CsCheck;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Storage.Tests.Sqlite;

public sealed class SqliteInterleavingTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seatrial-journal-");
    private SqliteJournal[] _views = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        string file = Path.Combine(_folder.FullName, "journal.db");
        _views = [SqliteJournal.Open(file, TimeProvider.System), SqliteJournal.Open(file, TimeProvider.System)];
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SqliteJournal view in _views)
        {
            await view.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A step is (which view, how far off the expectation is, how many events): the journal must agree with a counter.</summary>
    [Fact]
    public async Task Any_interleaving_of_appends_gives_streams_without_gaps()
    {
        int run = 0;
        Gen<(int View, int Off, int Count)> step = Gen.Select(Gen.Int[0, 1], Gen.Int[-1, 1], Gen.Int[1, 4]);
        await step.Array[1, 20].SampleAsync(
            async steps =>
            {
                StreamId stream = StreamId.Run("shop", $"r-{Interlocked.Increment(ref run)}");
                long expected = 0;
                foreach ((int view, int off, int count) in steps)
                {
                    JournalEvent[] events =
                    [
                        .. Enumerable.Range(1, count).Select(i =>
                            new RunEvent.DriverStarted($"{expected + i}", 1) { At = DateTimeOffset.UnixEpoch }),
                    ];
                    JournalAppend append = new(stream, expected + off, events, Durability.Batched);
                    if (off == 0)
                    {
                        expected += count;
                        Assert.Equal(expected, await _views[view].AppendAsync(append, Token));
                    }
                    else
                    {
                        await Assert.ThrowsAsync<JournalConflictException>(async () => await _views[view].AppendAsync(append, Token));
                    }
                }

                long last = 0;
                await foreach (JournalEntry entry in _views[0].ReadAsync(stream, 0, Token))
                {
                    Assert.Equal(++last, entry.Sequence);
                    Assert.Equal($"{last}", ((RunEvent.DriverStarted)entry.Event).Owner);
                }

                Assert.Equal(expected, last);
            },
            iter: 200);
    }
}
