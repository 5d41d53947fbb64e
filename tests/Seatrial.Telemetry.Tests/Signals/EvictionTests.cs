using Seatrial.Telemetry.Signals;
using Seatrial.Telemetry.Tests.Intake;

namespace Seatrial.Telemetry.Tests.Signals;

public sealed class EvictionTests
{
    [Fact]
    public void Full_OldestRunLeavesAsAWhole()
    {
        var feed = Feed(maxItems: 4);
        Fill(feed, "old", 1, 2);
        Fill(feed, "new", 2, 2);

        Fill(feed, "newest", 3, 1);

        Assert.Equal((0, 2, 1), (feed.Count("old", 1), feed.Count("new", 2), feed.Count("newest", 3)));
        Assert.True(feed.Store.Read("old", SignalFeed.Trace(1)).IsTruncated);
        Assert.Equal((2, 1), (feed.Store.Statistics.Spans.Evicted, feed.Store.Statistics.EvictedRuns));
    }

    [Fact]
    public void Full_PinnedRunStays()
    {
        var feed = Feed(maxItems: 4);
        Fill(feed, "old", 1, 2);
        Assert.True(feed.Store.Pin("old"));
        Fill(feed, "new", 2, 2);

        Fill(feed, "newest", 3, 1);

        Assert.Equal((2, 0, 1), (feed.Count("old", 1), feed.Count("new", 2), feed.Count("newest", 3)));
        Assert.Equal(1, feed.Store.Statistics.PinnedRuns);
    }

    [Fact]
    public void Full_OfPinnedRuns_OldestPinnedLeaves()
    {
        var feed = Feed(maxItems: 2);
        Fill(feed, "old", 1, 1);
        Fill(feed, "new", 2, 1);
        feed.Store.Pin("old");
        feed.Store.Pin("new");

        Fill(feed, "newest", 3, 1);

        Assert.Equal((0, 1, 1), (feed.Count("old", 1), feed.Count("new", 2), feed.Count("newest", 3)));
    }

    [Fact]
    public void Full_OfOneRun_DropsAndSaysSo()
    {
        var feed = Feed(maxItems: 2);
        Fill(feed, "only", 1, 2);

        var result = feed.Span(1, 3);

        Assert.Equal(1, result.Rejected);
        Assert.Contains("bound", result.Message, StringComparison.Ordinal);
        Assert.Equal((2, 1), (feed.Count("only", 1), feed.Store.Statistics.Spans.Dropped));
        Assert.True(feed.Store.Read("only", SignalFeed.Trace(1)).IsTruncated);
        Assert.Equal(0, feed.Span(1, 2).Rejected);
    }

    [Fact]
    public void Full_ByBytes_StaysWithinThem()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxBytes = 50_000, Shards = 4 });
        for (var run = 1; run <= 50; run++)
        {
            feed.Store.Expect($"run-{run}", [SignalFeed.Trace(run)]);
            feed.Span(run, 1, Requests.Text("note", new string('x', 2000)));
            Assert.InRange(feed.Store.Statistics.Announced.Bytes, 1, 50_000);
        }

        Assert.Equal(1, feed.Count("run-50", 50));
        Assert.Equal(0, feed.Count("run-1", 1));
        Assert.Equal(50, feed.Store.Statistics.Spans.Evicted + feed.Store.Statistics.Announced.Spans);
    }

    [Fact]
    public void TooManyRuns_NamedOnesLeaveBeforeAnnounced()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxRuns = 3 });
        Fill(feed, "mine", 1, 1);

        for (var i = 0; i < 20; i++)
        {
            feed.Span(100 + i, 1, Requests.Text("seatrial.run", $"flood-{i}"));
        }

        Assert.Equal(3, feed.Store.Statistics.Runs);
        Assert.Equal(1, feed.Count("mine", 1));
        Assert.Equal(1, feed.Count("flood-19", 119));
    }

    [Fact]
    public void TooManySpansOfATrace_AreDropped()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxSpansPerTrace = 10, MaxLogsPerTrace = 10 });
        Fill(feed, "run", 1, 11);
        feed.Store.Expect("run", [Requests.TraceId]);
        feed.Logs([.. Enumerable.Range(0, 11).Select(i => Requests.Log($"line {i}"))]);

        Assert.Equal(10, feed.Count("run", 1));
        Assert.True(feed.Store.Read("run", SignalFeed.Trace(1)).IsTruncated);
        Assert.Equal(10, feed.Store.Read("run", Requests.TraceId).Logs.Length);
        Assert.Equal((1, 1), (feed.Store.Statistics.Spans.Dropped, feed.Store.Statistics.Logs.Dropped));
    }

    [Fact]
    public void Unannounced_OldestTraceLeaves()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxUnannouncedTraces = 3, Shards = 1 });
        for (var trace = 1; trace <= 5; trace++)
        {
            feed.Span(trace, 1);
        }

        feed.Store.Expect("run", [.. Enumerable.Range(1, 5).Select(SignalFeed.Trace)]);

        Assert.Equal([0, 0, 1, 1, 1], Enumerable.Range(1, 5).Select(trace => feed.Count("run", trace)));
        Assert.Equal(2, feed.Store.Statistics.Spans.Evicted);
    }

    [Fact]
    public void Unannounced_StaysWithinItsBytes_AndTakesNothingFromRuns()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxUnannouncedBytes = 20_000, Shards = 1 });
        Fill(feed, "run", 1, 3);
        for (var i = 0; i < 500; i++)
        {
            feed.Span(2, i + 1, Requests.Text("note", new string('x', 300)));
            feed.Span(1000 + i, 1);
        }

        Assert.InRange(feed.Store.Statistics.Unannounced.Bytes, 1, 20_500);
        Assert.Equal(3, feed.Count("run", 1));
    }

    [Fact]
    public void Unannounced_NoneWanted_KeepsNone()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxUnannouncedTraces = 0, Shards = 1 });

        feed.Span(1, 1);
        feed.Span(2, 1);

        Assert.Equal(0, feed.Store.Statistics.Unannounced.Spans);
        Assert.Equal(2, feed.Store.Statistics.Spans.Dropped);
    }

    [Fact]
    public void Expect_AfterEviction_TakesTheRunBackAndRemembersTheLoss()
    {
        var feed = Feed(maxItems: 1);
        Fill(feed, "old", 1, 1);
        Fill(feed, "new", 2, 1);

        feed.Store.Forget("new");
        Fill(feed, "old", 3, 1);

        Assert.Equal(1, feed.Count("old", 3));
        Assert.True(feed.Store.Read("old", SignalFeed.Trace(3)).IsTruncated);
    }

    private static SignalFeed Feed(int maxItems) => new(new SignalStoreOptions { MaxItems = maxItems });

    private static void Fill(SignalFeed feed, string runId, int trace, int spans)
    {
        feed.Store.Expect(runId, [SignalFeed.Trace(trace)]);
        for (var span = 1; span <= spans; span++)
        {
            feed.Span(trace, span);
        }
    }
}
