using Seatrial.Core.Journal;
using Seatrial.Storage.Sqlite;
using Seatrial.TestKit.Journal;

namespace Seatrial.Storage.Tests.Sqlite;

public sealed class SqliteJournalTests : JournalCompliance
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seatrial-journal-");
    private readonly List<SqliteJournal> _opened = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blobs_are_pruned_by_age_and_events_stay()
    {
        StreamId stream = StreamId.Run("shop", "r-1");
        SqliteJournal journal = (SqliteJournal)Journal;
        await StoreAsync(stream, 0, "old");
        Clock.Advance(TimeSpan.FromDays(10));
        await StoreAsync(stream, 1, "new");

        Assert.Equal(1, await journal.PruneBlobsAsync(Clock.GetUtcNow() - TimeSpan.FromDays(7), Token));

        Assert.Null(await journal.ReadBlobAsync(stream, "old", Token));
        Assert.NotNull(await journal.ReadBlobAsync(stream, "new", Token));
        Assert.Equal(2, (await ReadAsync(stream, 0)).Count);
    }

    [Fact]
    public async Task A_long_stream_is_read_in_pages_without_a_gap()
    {
        StreamId stream = StreamId.Run("shop", "long");
        for (int i = 0; i < 7; i++)
        {
            await AppendAsync(stream, i * 200, [.. Enumerable.Range(0, 200).Select(n => Started($"{n}"))]);
        }

        IReadOnlyList<JournalEntry> entries = await ReadAsync(stream, 0);
        Assert.Equal(Enumerable.Range(1, 1400).Select(i => (long)i), entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Disposing_finishes_what_waits_and_then_refuses()
    {
        StreamId stream = StreamId.Run("shop", "r-1");
        ValueTask<long> waiting = Journal.AppendAsync(new JournalAppend(stream, 0, [Started("a")], Durability.Durable), Token);
        await ((SqliteJournal)Journal).DisposeAsync();

        Assert.Equal(1, await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AppendAsync(stream, 1, Started("b")));
    }

    protected override ValueTask<IJournal> MakeAsync() => ReopenAsync();

    protected override ValueTask<IJournal> ReopenAsync()
    {
        SqliteJournal journal = SqliteJournal.Open(Path.Combine(_folder.FullName, "journal.db"), Clock);
        _opened.Add(journal);
        return ValueTask.FromResult<IJournal>(journal);
    }

    protected override async ValueTask CleanAsync()
    {
        foreach (SqliteJournal journal in _opened)
        {
            await journal.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private ValueTask<long> StoreAsync(StreamId stream, long expected, string blobId) => Journal.AppendAsync(
        new JournalAppend(stream, expected, [Started(blobId)], Durability.Batched)
        {
            Blobs = [new JournalBlob(blobId, "text/plain", "text"u8.ToArray())],
        },
        Token);
}
