using Seatrial.Core.Journal;
using Seatrial.TestKit.Journal;

namespace Seatrial.Storage.Tests.InMemory;

public sealed class InMemoryJournalTests : JournalCompliance
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hook_before_dies_without_the_append_and_a_hook_after_dies_with_it()
    {
        InMemoryJournal journal = (InMemoryJournal)Journal;
        StreamId stream = StreamId.Run("shop", "r-1");

        journal.BeforeAppend = _ => throw new InvalidOperationException("died before");
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(stream, 0, Started("a")));
        journal.BeforeAppend = null;
        Assert.Empty(await ReadAsync(stream, 0));

        journal.AfterAppend = _ => throw new InvalidOperationException("died after");
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(stream, 0, Started("a")));
        Assert.Single(await ReadAsync(stream, 0));
    }

    [Fact]
    public async Task A_dead_machine_loses_what_was_batched_since_the_last_durable_append()
    {
        StreamId stream = StreamId.Run("shop", "r-1");
        await AppendAsync(stream, 0, Started("batched, carried by the next"));
        await Journal.AppendAsync(new JournalAppend(stream, 1, [Started("durable")], Durability.Durable), Token);
        await AppendAsync(stream, 2, Started("lost"));
        await AppendAsync(StreamId.Run("shop", "r-2"), 0, Started("lost"));

        ((InMemoryJournal)Journal).LoseBatched();

        Assert.Equal(2, (await ReadAsync(stream, 0)).Count);
        Assert.Single(await Journal.ListRunsAsync(null, onlyOpen: false, 10, Token));
    }

    protected override ValueTask<IJournal> MakeAsync() => ValueTask.FromResult<IJournal>(new InMemoryJournal(Clock));

    protected override ValueTask<IJournal> ReopenAsync() => ValueTask.FromResult(Journal);

    protected override ValueTask CleanAsync() => ValueTask.CompletedTask;
}
