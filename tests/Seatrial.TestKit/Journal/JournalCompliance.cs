using System.Text;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;
using Xunit;

namespace Seatrial.TestKit.Journal;

/// <summary>What every journal must do. Inherit it and say how one is made.</summary>
public abstract class JournalCompliance : IAsyncLifetime
{
    private static readonly StreamId Stream = StreamId.Run("shop", "r-1");

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    protected IJournal Journal { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes an empty journal.</summary>
    protected abstract ValueTask<IJournal> MakeAsync();

    /// <summary>Removes whatever was made.</summary>
    protected abstract ValueTask CleanAsync();

    /// <summary>Another view of the same journal, as another process has it.</summary>
    protected abstract ValueTask<IJournal> ReopenAsync();

    public async ValueTask InitializeAsync() => Journal = await MakeAsync();

    public async ValueTask DisposeAsync()
    {
        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Append_returns_the_sequence_and_reading_gives_the_events_back()
    {
        Assert.Equal(2, await AppendAsync(Stream, 0, Started("a"), Started("b")));
        Assert.Equal(3, await AppendAsync(Stream, 2, Started("c")));

        IReadOnlyList<JournalEntry> all = await ReadAsync(Stream, 0);
        Assert.Equal([1, 2, 3], all.Select(entry => entry.Sequence));
        Assert.Equal("abc", string.Concat(all.Select(entry => ((RunEvent.DriverStarted)entry.Event).Owner)));
        Assert.All(all, entry => Assert.Equal(Stream, entry.Stream));
        Assert.Equal([3], (await ReadAsync(Stream, 2)).Select(entry => entry.Sequence));
        Assert.Empty(await ReadAsync(Stream, 3));
        Assert.Empty(await ReadAsync(StreamId.Run("shop", "nobody"), 0));
    }

    [Fact]
    public async Task Append_at_a_wrong_sequence_conflicts_and_changes_nothing()
    {
        await AppendAsync(Stream, 0, Started("a"));

        foreach (long expected in (long[])[0, 2, 7])
        {
            JournalConflictException conflict = await Assert.ThrowsAsync<JournalConflictException>(
                () => AppendAsync(Stream, expected, Started("b")));
            Assert.False(conflict.IsLeaseLost);
            Assert.True(conflict.IsTransient);
        }

        Assert.Single(await ReadAsync(Stream, 0));
    }

    [Fact]
    public async Task Streams_of_the_same_name_are_apart_by_project_and_kind()
    {
        StreamId environment = StreamId.Environment("shop", "r-1");
        StreamId other = StreamId.Run("other", "r-1");
        await AppendAsync(Stream, 0, Started("a"));
        await AppendAsync(other, 0, Started("b"));
        await AppendAsync(environment, 0, new Core.Environments.EnvironmentEvent.RunStarted("r-1") { At = Clock.GetUtcNow() });

        Assert.Single(await ReadAsync(Stream, 0));
        Assert.Single(await ReadAsync(other, 0));
        Assert.IsType<Core.Environments.EnvironmentEvent.RunStarted>(Assert.Single(await ReadAsync(environment, 0)).Event);
        Assert.Equal([environment], await Journal.ListEnvironmentsAsync(Token));
    }

    [Fact]
    public async Task Every_type_of_event_comes_back_as_it_was()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            EventSamples samples = new(seed);
            foreach (Type type in EventSamples.Types)
            {
                StreamId stream = typeof(RunEvent).IsAssignableFrom(type)
                    ? StreamId.Run("samples", $"{type.Name}-{seed}")
                    : StreamId.Environment("samples", $"{type.Name}-{seed}");
                JournalEvent sample = samples.Make(type);
                await Journal.AppendAsync(new JournalAppend(stream, 0, [sample], Durability.Batched), Token);

                JournalEvent read = Assert.Single(await ReadAsync(stream, 0)).Event;
                Assert.IsType(type, read);
                Assert.True(EventSamples.AreAlike(sample, read), $"Seed {seed}: {Show(sample)}\ncame back as\n{Show(read)}");
            }
        }
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_and_closed_ones_can_be_left_out()
    {
        for (int i = 1; i <= 5; i++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await AppendAsync(StreamId.Run(i == 5 ? "other" : "shop", $"r-{i}"), 0, Started("a"));
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        await AppendAsync(StreamId.Run("shop", "r-2"), 1, new RunEvent.Closed(RunEnding.Cancelled, 0) { At = Clock.GetUtcNow() });

        Assert.Equal(["r-5", "r-4", "r-3", "r-2", "r-1"], await ListAsync(null, onlyOpen: false, 10));
        Assert.Equal(["r-4", "r-3", "r-2", "r-1"], await ListAsync("shop", onlyOpen: false, 10));
        Assert.Equal(["r-4", "r-3", "r-1"], await ListAsync("shop", onlyOpen: true, 10));
        Assert.Equal(["r-5", "r-4"], await ListAsync(null, onlyOpen: true, 2));
        RunListing closed = (await Journal.ListRunsAsync("shop", false, 10, Token)).Single(listing => listing.RunId == "r-2");
        Assert.Equal(
            new RunListing("shop", "r-2", Clock.GetUtcNow().AddSeconds(-4), Clock.GetUtcNow(), 2, IsClosed: true),
            closed);
    }

    [Fact]
    public async Task A_lease_is_held_by_one_until_it_ends()
    {
        Lease first = (await Journal.TryAcquireLeaseAsync(Stream, "a", TimeSpan.FromSeconds(30), Token))!;
        Assert.Equal(new Lease(Stream, "a", 1, Clock.GetUtcNow().AddSeconds(30)), first);
        Assert.Null(await Journal.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token));

        Clock.Advance(TimeSpan.FromSeconds(20));
        Lease renewed = (await Journal.RenewLeaseAsync(first, TimeSpan.FromSeconds(30), Token))!;
        Assert.Equal(Clock.GetUtcNow().AddSeconds(30), renewed.ExpiresAt);
        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Null(await Journal.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Lease second = (await Journal.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token))!;
        Assert.Equal(2, second.Epoch);
        Assert.Null(await Journal.RenewLeaseAsync(renewed, TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task A_released_lease_is_free_and_its_epoch_never_returns()
    {
        Lease first = (await Journal.TryAcquireLeaseAsync(Stream, "a", TimeSpan.FromSeconds(30), Token))!;
        await Journal.ReleaseLeaseAsync(first, Token);
        Assert.Null(await Journal.RenewLeaseAsync(first, TimeSpan.FromSeconds(30), Token));

        Lease second = (await Journal.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token))!;
        Assert.Equal(2, second.Epoch);
        await Journal.ReleaseLeaseAsync(first, Token);
        Assert.NotNull(await Journal.RenewLeaseAsync(second, TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task An_append_under_an_older_epoch_is_refused()
    {
        Lease first = (await Journal.TryAcquireLeaseAsync(Stream, "a", TimeSpan.FromSeconds(30), Token))!;
        await Journal.AppendAsync(new JournalAppend(Stream, 0, [Started("a")], Durability.Durable) { Lease = first }, Token);
        Clock.Advance(TimeSpan.FromSeconds(31));
        Lease second = (await Journal.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token))!;

        JournalConflictException lost = await Assert.ThrowsAsync<JournalConflictException>(async () => await Journal.AppendAsync(
            new JournalAppend(Stream, 1, [Started("a")], Durability.Durable) { Lease = first },
            Token));
        Assert.True(lost.IsLeaseLost);
        Assert.Equal("journal-lease-lost", lost.Code);
        await Journal.AppendAsync(new JournalAppend(Stream, 1, [Started("b")], Durability.Durable) { Lease = second }, Token);
        Assert.Equal(2, (await ReadAsync(Stream, 0)).Count);
    }

    [Fact]
    public async Task Blobs_are_stored_with_their_append_or_not_at_all()
    {
        JournalBlob blob = new("x/1", "application/json", "{\"a\":1}"u8.ToArray());
        await Assert.ThrowsAsync<JournalConflictException>(async () => await Journal.AppendAsync(
            new JournalAppend(Stream, 5, [Started("a")], Durability.Batched) { Blobs = [blob] },
            Token));
        Assert.Null(await Journal.ReadBlobAsync(Stream, "x/1", Token));

        await Journal.AppendAsync(new JournalAppend(Stream, 0, [Started("a")], Durability.Batched) { Blobs = [blob] }, Token);
        JournalBlob read = (await Journal.ReadBlobAsync(Stream, "x/1", Token))!;
        Assert.Equal("application/json", read.MediaType);
        Assert.Equal(blob.Content.ToArray(), read.Content.ToArray());
        Assert.Null(await Journal.ReadBlobAsync(StreamId.Run("other", "r-1"), "x/1", Token));

        JournalBlob tooLarge = new("y", "text/plain", new byte[JournalBlob.MaxBytes + 1]);
        SeatrialException refused = await Assert.ThrowsAsync<SeatrialException>(async () => await Journal.AppendAsync(
            new JournalAppend(Stream, 1, [Started("b")], Durability.Batched) { Blobs = [tooLarge] },
            Token));
        Assert.Equal("journal-blob-too-large", refused.Code);
        Assert.Single(await ReadAsync(Stream, 0));
    }

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Journal.AppendAsync(
            new JournalAppend(Stream, 0, [Started("a")], Durability.Durable),
            cancelled.Token));
        Assert.Empty(await ReadAsync(Stream, 0));
    }

    [Fact]
    public async Task Another_view_sees_the_same_and_is_held_to_the_same_rules()
    {
        await AppendAsync(Stream, 0, Started("a"));
        Lease lease = (await Journal.TryAcquireLeaseAsync(Stream, "a", TimeSpan.FromSeconds(30), Token))!;
        IJournal other = await ReopenAsync();

        Assert.Null(await other.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token));
        await Assert.ThrowsAsync<JournalConflictException>(async () => await other.AppendAsync(
            new JournalAppend(Stream, 0, [Started("b")], Durability.Durable),
            Token));
        await other.AppendAsync(new JournalAppend(Stream, 1, [Started("b")], Durability.Durable), Token);
        Assert.Equal(2, (await ReadAsync(Stream, 0)).Count);
        Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await other.TryAcquireLeaseAsync(Stream, "b", TimeSpan.FromSeconds(30), Token));
        Assert.Null(await Journal.RenewLeaseAsync(lease, TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task Racing_appenders_leave_no_gap_and_lose_nothing()
    {
        IJournal[] views = [Journal, await ReopenAsync()];
        string[][] written = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => AppendInTurnAsync(views[i % views.Length], $"w{i}", 25),
            Token)));

        IReadOnlyList<JournalEntry> entries = await ReadAsync(Stream, 0);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Sequence));
        Assert.Equal(
            written.SelectMany(owners => owners).Order(StringComparer.Ordinal),
            entries.Select(entry => ((RunEvent.DriverStarted)entry.Event).Owner).Order(StringComparer.Ordinal));
    }

    protected RunEvent Started(string owner) => new RunEvent.DriverStarted(owner, 1) { At = Clock.GetUtcNow() };

    protected async Task<long> AppendAsync(StreamId stream, long expected, params JournalEvent[] events) =>
        await Journal.AppendAsync(new JournalAppend(stream, expected, events, Durability.Batched), Token);

    protected async Task<IReadOnlyList<JournalEntry>> ReadAsync(StreamId stream, long after)
    {
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in Journal.ReadAsync(stream, after, Token))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static string Show(JournalEvent journalEvent) => Encoding.UTF8.GetString(JournalJson.Serialize(journalEvent));

    /// <summary>Appends one event after another; on a conflict reads where the stream stands and tries again.</summary>
    private async Task<string[]> AppendInTurnAsync(IJournal journal, string writer, int count)
    {
        string[] owners = [.. Enumerable.Range(0, count).Select(i => $"{writer}-{i}")];
        long known = 0;
        foreach (string owner in owners)
        {
            bool isWritten = false;
            while (!isWritten)
            {
                try
                {
                    known = await journal.AppendAsync(
                        new JournalAppend(Stream, known, [Started(owner)], Durability.Batched),
                        Token);
                    isWritten = true;
                }
                catch (JournalConflictException)
                {
                    await foreach (JournalEntry entry in journal.ReadAsync(Stream, known, Token))
                    {
                        known = entry.Sequence;
                    }
                }
            }
        }

        return owners;
    }

    private async Task<string[]> ListAsync(string? project, bool onlyOpen, int limit) =>
        [.. (await Journal.ListRunsAsync(project, onlyOpen, limit, Token)).Select(listing => listing.RunId)];
}
