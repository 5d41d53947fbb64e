using Google.Protobuf;
using OpenTelemetry.Proto.Trace.V1;
using Seatrial.Core.Triage;
using Seatrial.Telemetry.Signals;
using Seatrial.Telemetry.Tests.Intake;

namespace Seatrial.Telemetry.Tests.Signals;

public sealed class SignalStoreTests
{
    private const string Run = "run-1";

    private readonly SignalFeed _feed = new();

    private SignalStore Store => _feed.Store;

    [Fact]
    public void Read_TraceOfWhichNothingCame_IsEmpty()
    {
        Store.Expect(Run, [Requests.TraceId]);

        var signals = Store.Read(Run, Requests.TraceId);

        Assert.Equal(Requests.TraceId, signals.TraceId);
        Assert.Empty(signals.Spans);
        Assert.Null(signals.LastArrival);
        Assert.False(signals.IsTruncated);
    }

    [Fact]
    public void Read_UnknownTrace_IsEmpty() => Assert.Empty(Store.Read(Run, Requests.TraceId).Spans);

    [Fact]
    public void Read_SpansThatCameBeforeTheAnnouncement_AreThere()
    {
        _feed.Span(1, 1);
        Assert.Equal(1, Store.Statistics.Unannounced.Spans);

        Store.Expect(Run, [SignalFeed.Trace(1)]);

        Assert.Equal(1, _feed.Count(Run, 1));
        Assert.Equal((0, 1), (Store.Statistics.Unannounced.Spans, Store.Statistics.Announced.Spans));
    }

    [Fact]
    public void Ingest_SameSpanAgain_IsKeptOnce()
    {
        Store.Expect(Run, [SignalFeed.Trace(1)]);
        _feed.Span(1, 1);
        var bytes = Store.Statistics.Announced.Bytes;

        _feed.Span(1, 1);

        Assert.Equal(1, _feed.Count(Run, 1));
        var counts = Store.Statistics.Spans;
        Assert.Equal((2, 1, 1), (counts.Received, counts.Stored, counts.Duplicates));
        Assert.Equal(bytes, Store.Statistics.Announced.Bytes);
    }

    [Fact]
    public void Ingest_SpanWithSameIdAndMore_ReplacesIt()
    {
        Store.Expect(Run, [SignalFeed.Trace(1)]);
        _feed.Span(1, 1);

        _feed.Span(1, 1, Requests.Text("http.route", "/cart"));

        Assert.Equal("/cart", Assert.Single(Store.Read(Run, SignalFeed.Trace(1)).Spans).Attributes["http.route"]);
    }

    [Fact]
    public void Ingest_SameLogAgain_IsKeptOnce()
    {
        _feed.Logs(Requests.Log("declined"), Requests.Log("declined", 5), Requests.Log("paid"));

        _feed.Logs(Requests.Log("declined"));

        var bodies = Store.Read(Run, Requests.TraceId).Logs.Select(log => log.Body);
        Assert.Equal(["declined", "declined", "paid"], bodies, StringComparer.Ordinal);
        Assert.Equal(1, Store.Statistics.Logs.Duplicates);
    }

    [Fact]
    public void Read_SpansThatCameInAnyOrder_AreInOrderOfStart()
    {
        var late = Requests.Span(SignalFeed.SpanId(1));
        late.StartTimeUnixNano += 500_000_000;
        var early = Requests.Span(SignalFeed.SpanId(2));

        _feed.Spans(late, early);

        var ids = Store.Read(Run, Requests.TraceId).Spans.Select(span => span.SpanId);
        Assert.Equal([SignalFeed.SpanId(2), SignalFeed.SpanId(1)], ids, StringComparer.Ordinal);
    }

    [Fact]
    public void Read_LastArrival_IsByOurClock()
    {
        _feed.Span(1, 1);
        _feed.Clock.Advance(TimeSpan.FromSeconds(3));
        _feed.Span(1, 1);

        Assert.Equal(_feed.Clock.GetUtcNow(), Store.Read(Run, SignalFeed.Trace(1)).LastArrival);
    }

    [Fact]
    public void Read_ShortIds_ArePaddedOnTheLeft()
    {
        var span = Requests.Span("01", "ab");
        span.ParentSpanId = Requests.Id("02");
        _feed.Spans(span);

        var read = Assert.Single(Store.Read(Run, "ab").Spans);

        Assert.Equal("000000000000000000000000000000ab", read.TraceId);
        Assert.Equal("0000000000000001", read.SpanId);
        Assert.Equal("0000000000000002", read.ParentSpanId);
        Assert.Single(Store.Read(Run, "000000000000000000000000000000AB").Spans);
    }

    [Fact]
    public void Read_ZeroParent_IsARoot()
    {
        var span = Requests.Span("01");
        span.ParentSpanId = ByteString.CopyFrom(new byte[8]);

        _feed.Spans(span);

        Assert.Null(Assert.Single(Store.Read(Run, Requests.TraceId).Spans).ParentSpanId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("xyz")]
    [InlineData("-1")]
    [InlineData("5b8efff798038103d269b633813fc60c0")]
    public void Expect_NotATraceId_Throws(string traceId) =>
        Assert.Throws<ArgumentException>(() => Store.Expect(Run, [traceId]));

    [Fact]
    public void Read_SpanWithTooMuch_IsBounded()
    {
        var span = Requests.Span("01");
        span.Attributes.Clear();
        span.Attributes.AddRange(Enumerable.Range(0, 200).Select(i => Requests.Text($"key{i}", new string('é', 5000))));
        span.Attributes[1].Value.StringValue = new string('x', 4095) + "😀";

        _feed.Spans(span);

        var attributes = Assert.Single(Store.Read(Run, Requests.TraceId).Spans).Attributes;
        Assert.Equal(128, attributes.Count);
        Assert.Equal(4096, attributes["key0"].Length);
        Assert.Equal(4095, attributes["key1"].Length);
    }

    [Fact]
    public void Read_SpanThatEndsBeforeItStarts_EndsWhenItStarts()
    {
        var span = Requests.Span("01");
        span.EndTimeUnixNano = 5;
        var endless = Requests.Span("02");
        (endless.StartTimeUnixNano, endless.EndTimeUnixNano) = (ulong.MaxValue, ulong.MaxValue);

        _feed.Spans(span, endless);

        Assert.All(Store.Read(Run, Requests.TraceId).Spans, read => Assert.Equal(read.Start, read.End));
    }

    [Fact]
    public void Read_StatusExceptionAndLinks_AreMapped()
    {
        var span = Requests.Span("01", Requests.TraceId, Requests.Text("http.status_code", "503"));
        span.Kind = (Span.Types.SpanKind)42;
        span.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "no" };
        span.Events.Add(new Span.Types.Event { Name = "retry" });
        span.Events.Add(new Span.Types.Event { Name = "exception", Attributes = { Requests.Text("exception.type", "E1") } });
        span.Events.Add(new Span.Types.Event { Name = "exception", Attributes = { Requests.Text("exception.type", "E2") } });
        span.Links.Add(new Span.Types.Link { TraceId = Requests.Id("ab"), SpanId = Requests.Id("cd") });

        _feed.Spans(span);

        var read = Assert.Single(Store.Read(Run, Requests.TraceId).Spans);
        Assert.Equal((true, "no", "E1"), (read.IsError, read.StatusMessage, read.ExceptionType));
        Assert.Equal(SpanKind.Unspecified, read.Kind);
        Assert.Equal("503", read.Attributes["http.status_code"]);
        Assert.Equal("000000000000000000000000000000ab-00000000000000cd", Assert.Single(read.Links));
    }

    [Fact]
    public void Ingest_SpanThatNamesItsRun_BelongsToIt()
    {
        _feed.Span(1, 1, Requests.Text("seatrial.run", Run));

        Assert.Equal(1, Store.Statistics.Runs);
        Assert.Equal(1, _feed.Count(Run, 1));
        Assert.Equal(0, _feed.Count("run-2", 1));
    }

    [Fact]
    public void Expect_TraceThatNamesAnotherRun_BelongsToWhoAnnouncedIt()
    {
        _feed.Span(1, 1, Requests.Text("seatrial.run", "liar"));

        Store.Expect(Run, [SignalFeed.Trace(1)]);
        _feed.Span(1, 2, Requests.Text("seatrial.run", "liar"));

        Assert.Equal(2, _feed.Count(Run, 1));
        Assert.Equal(0, _feed.Count("liar", 1));
    }

    [Fact]
    public void Forget_Run_LetsGoOfAllOfIt()
    {
        Store.Expect(Run, [SignalFeed.Trace(1), SignalFeed.Trace(2)]);
        _feed.Span(1, 1);
        Store.Pin(Run);

        Store.Forget(Run);

        Assert.Equal(0, _feed.Count(Run, 1));
        Assert.Equal(default, Store.Statistics.Announced);
        Assert.Equal((0, 0), (Store.Statistics.Runs, Store.Statistics.Spans.Evicted));
        Assert.False(Store.Read(Run, SignalFeed.Trace(1)).IsTruncated);
    }

    [Fact]
    public void Ingest_LateSpanOfForgottenRun_DoesNotBringItBack()
    {
        Store.Expect(Run, [SignalFeed.Trace(1)]);
        Store.Forget(Run);

        _feed.Span(1, 1, Requests.Text("seatrial.run", Run));

        Assert.Equal((0, 1), (Store.Statistics.Runs, Store.Statistics.Unannounced.Spans));
    }
}
