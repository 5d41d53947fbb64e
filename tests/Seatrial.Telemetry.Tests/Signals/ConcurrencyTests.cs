using CsCheck;
using OpenTelemetry.Proto.Trace.V1;
using Seatrial.Telemetry.Signals;
using Seatrial.Telemetry.Tests.Intake;

namespace Seatrial.Telemetry.Tests.Signals;

public sealed class ConcurrencyTests
{
    private const int Writers = 8;
    private const int Traces = 50;
    private const int SpansPerTrace = 40;

    [Fact]
    public async Task Writers_readers_and_announcements_at_once_lose_nothing()
    {
        var feed = new SignalFeed();
        var traces = Enumerable.Range(1, Traces).ToArray();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(
            () =>
            {
                // Every span is sent by two writers, half of them before the announcement.
                for (var span = (writer % (Writers / 2)) + 1; span <= SpansPerTrace; span += Writers / 2)
                {
                    feed.Spans([.. traces.Select(trace => Requests.Span(SignalFeed.SpanId(span), SignalFeed.Trace(trace)))]);
                }
            },
            TestContext.Current.CancellationToken));
        var reader = Task.Run(
            () =>
            {
                foreach (var trace in traces)
                {
                    feed.Store.Expect("run", [SignalFeed.Trace(trace)]);
                    var spans = feed.Store.Read("run", SignalFeed.Trace(trace)).Spans;
                    Assert.Equal(spans.Length, spans.DistinctBy(span => span.SpanId, StringComparer.Ordinal).Count());
                }
            },
            TestContext.Current.CancellationToken);

        await Task.WhenAll([.. writers, reader]);

        Assert.All(traces, trace => Assert.Equal(SpansPerTrace, feed.Count("run", trace)));
        var statistics = feed.Store.Statistics;
        Assert.Equal(Traces * SpansPerTrace, statistics.Spans.Stored);
        Assert.Equal(Traces * SpansPerTrace, statistics.Spans.Duplicates);
        Assert.Equal((Traces, Traces * SpansPerTrace), (statistics.Announced.Traces, statistics.Announced.Spans));
        Assert.Equal(default, statistics.Unannounced);
    }

    [Fact]
    public async Task Runs_that_come_and_go_at_once_leave_the_meters_at_zero()
    {
        var feed = new SignalFeed(new SignalStoreOptions { MaxItems = 300, MaxRuns = 5, MaxUnannouncedTraces = 16 });
        var work = Enumerable.Range(0, Writers).Select(writer => Task.Run(
            () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var runId = $"run-{(writer + i) % 12}";
                    var trace = (i % 30) + 1;
                    feed.Store.Expect(runId, [SignalFeed.Trace(trace)]);
                    feed.Span(trace, i + 1, Requests.Text("seatrial.run", runId));
                    feed.Span(trace + 1000, i + 1, Requests.Text("seatrial.run", $"claimed-{i % 7}"));
                    feed.Store.Pin(runId, i % 2 == 0);
                    feed.Store.Read(runId, SignalFeed.Trace(trace));
                    if (i % 5 == 0)
                    {
                        feed.Store.Forget(runId);
                    }
                }
            },
            TestContext.Current.CancellationToken));
        await Task.WhenAll(work);

        for (var run = 0; run < 12; run++)
        {
            feed.Store.Forget($"run-{run}");
            feed.Store.Forget($"claimed-{run}");
        }

        Assert.Equal(default, feed.Store.Statistics.Announced);
        Assert.Equal(0, feed.Store.Statistics.Runs);
    }

    [Fact]
    public void Arrival_in_any_order_and_number_reads_the_same()
    {
        var sent = Enumerable.Range(1, 12).ToArray();
        Gen.Shuffle(sent).Select(Gen.Int[0, 11].Array[0, 12], Gen.Int[0, 12]).Sample((order, again, announceAt) =>
        {
            var feed = new SignalFeed();
            var arrivals = order.Concat(again.Select(i => order[i])).ToArray();
            for (var i = 0; i < arrivals.Length; i++)
            {
                if (i == announceAt)
                {
                    feed.Store.Expect("run", [Requests.TraceId]);
                }

                feed.Spans(Numbered(arrivals[i]));
            }

            feed.Store.Expect("run", [Requests.TraceId]);
            Assert.Equal(
                sent.Select(SignalFeed.SpanId),
                feed.Store.Read("run", Requests.TraceId).Spans.Select(span => span.SpanId),
                StringComparer.Ordinal);
            Assert.Equal(12, feed.Store.Statistics.Announced.Spans);
        }, iter: 200);
    }

    private static Span Numbered(int number)
    {
        var span = Requests.Span(SignalFeed.SpanId(number));
        span.StartTimeUnixNano += (ulong)number * 1000;
        return span;
    }
}
