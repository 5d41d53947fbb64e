using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Sse;

public sealed class SseTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Stream: a\r\n";

    [Fact]
    public async Task RunAsync_EventCameBeforeItsStep_IsHeard()
    {
        Channel<string> events = Channel.CreateUnbounded<string>();
        await using FakeService service = await StartAsync(events);
        using Trial trial = Trial.Of(
            """
              - http: POST {{ shop }}/say/6
                expect: { status: 200 }
              - http: POST {{ shop }}/say/7
                expect: { status: 200 }
              - name: It is told
                sse: '{{ shop }}/events'
                headers: { X-Tenant: acme }
                auth: me
                match: { $.orderId: 7 }
                within: 5s
                expect: { event: paid, id: e7, status: 200, header.content-type: text/event-stream, $.note: { startsWith: 'Zoë' } }
            """,
            service.Address,
            more: "tokens: { me: { bearer: '{{ token }}' } }\nsecrets: { token: { file: token } }\n").WithSecret("token", "a-token-of-the-tests");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        SeenRequest seen = service.Seen.First();
        Assert.Equal("GET /events", $"{seen.Method} {seen.Path}");
        Assert.Equal(("text/event-stream", "Bearer a-token-of-the-tests", "acme"), (seen.Headers["Accept"], seen.Headers["Authorization"], seen.Headers["X-Tenant"]));
        Assert.DoesNotContain("a-token-of-the-tests", trial.Everything(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task RunAsync_AnyLineEndsAndPieces_MeanTheSame(string end)
    {
        string text = "\uFEFF: a comment||event: paid|id: e7|data: {\"note\":|data:\"Zoë\"}|retry: 10||data: last||: what a lone CR waits for|".Replace("|", end, StringComparison.Ordinal);
        await using RawPeer peer = RawPeer.Start(async (stream, _, token) =>
        {
            await RawPeer.WriteAsync(stream, Head + "Transfer-Encoding: chunked\r\n\r\n", token);
            foreach (byte piece in Encoding.UTF8.GetBytes(text))
            {
                await stream.WriteAsync(new byte[] { (byte)'1', 13, 10, piece, 13, 10 }, token);
            }

            await stream.CopyToAsync(Stream.Null, token);
        });
        using Trial trial = Trial.Of(
            """
              - sse: '{{ shop }}/events'
                match: { event: paid }
                within: 5s
                expect: { body: "{\"note\":\n\"Zoë\"}", $.note: Zoë, id: e7, header.x-stream: a }
              - sse: '{{ shop }}/events'
                match: { body: last }
                within: 5s
                expect: { event: message, id: e7 }
            """,
            peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_StreamEnds_IsAskedForAgainBehindTheLastEvent()
    {
        ConcurrentQueue<string?> last = new();
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/events", async context =>
        {
            last.Enqueue(context.Request.Headers["Last-Event-ID"]);
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(last.Count == 1 ? "retry: 10\nid: e1\ndata: one\n\n" : "id: e2\ndata: two\n\n", context.RequestAborted);
        }));
        using Trial trial = Trial.Of(
            """
              - sse: '{{ shop }}/events'
                lastEventId: e0
                match: { body: two }
                within: 5s
                expect: { id: e2 }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(["e0", "e1"], last.Take(2));
    }

    [Fact]
    public async Task RunAsync_OnlyOtherEventsCame_TellsTheNearest()
    {
        await using RawPeer peer = RawPeer.Start(static async (stream, _, token) =>
        {
            await RawPeer.WriteAsync(stream, Head + "\r\nid: 1\ndata: no JSON\n\nevent: paid\nid: 2\ndata: {\"orderId\":7,\"state\":\"lost\"}\n\n", token);
            await stream.CopyToAsync(Stream.Null, token);
        });

        FlowAttemptResult result = await HearAsync(peer.Address, "match: { $.orderId: 7, $.state: sent }\n    within: 1s");

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingCame_NamesTheDeadline()
    {
        await using RawPeer peer = RawPeer.Start(static async (stream, _, token) =>
        {
            await RawPeer.WriteAsync(stream, Head + "\r\n: nothing yet\n\n", token);
            await stream.CopyToAsync(Stream.Null, token);
        });

        FlowAttemptResult result = await HearAsync(peer.Address, "match: { $.orderId: 7 }\n    within: 1s");

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_WrongCredentials_SaysWhoRefusedAndHidesTheToken()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/events", static (HttpContext context) =>
            context.Request.Headers.Authorization == "Bearer the-right-token-of-ada" ? Results.Text("data: {}\n\n", "text/event-stream") : Results.Json(new { error = "no token, or a wrong one" }, statusCode: 401)));
        using Trial trial = Trial.Of(
            """
              - name: It is told
                sse: '{{ shop }}/events'
                auth: me
                match: { $.a: 1 }
            """,
            service.Address,
            more: "tokens: { me: { bearer: '{{ token }}' } }\nsecrets: { token: { file: token } }\n").WithSecret("token", "a-wrong-token-of-ada");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.DoesNotContain("a-wrong-token-of-ada", trial.Everything(result), StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysWhatCame()
    {
        await using RawPeer peer = RawPeer.Answering(Head + "\r\ndata: {\"state\":\"lost\"}\n\n");

        FlowAttemptResult result = await HearAsync(peer.Address, "expect: { $.state: sent, event: paid }");

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("denied", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n\r\nsorry!")]
    [InlineData("json", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task RunAsync_AnswerIsNoStream_SaysWhatItIs(string kind, string answer)
    {
        await using RawPeer peer = RawPeer.Answering(answer);

        FlowAttemptResult result = await HearAsync(peer.Address, "match: { $.a: 1 }");

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_AnswerIsNoStream_SaysWhatItIs)}.{kind}");
    }

    [Fact]
    public async Task RunAsync_StatusIsExpected_IsJudgedByTheStep()
    {
        await using RawPeer peer = RawPeer.Answering("HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n\r\nsorry!");

        Assert.Null((await HearAsync(peer.Address, "expect: { status: 401, body: sorry! }")).Failure);
    }

    [Fact]
    public async Task RunAsync_EventNeverEnds_IsLeft()
    {
        await using RawPeer peer = RawPeer.Start(static async (stream, _, token) =>
        {
            await RawPeer.WriteAsync(stream, Head + "\r\n", token);
            while (true)
            {
                await RawPeer.WriteAsync(stream, "data: " + new string('a', 60_000) + "\n", token);
            }
        });

        FlowAttemptResult result = await HearAsync(peer.Address, "match: { $.a: 1 }");

        Assert.Equal(TransportFault.Protocol, result.Failure!.Fault);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_PostedStreamEnds_IsNotAskedForAgain()
    {
        await using RawPeer peer = RawPeer.Answering(Head + "\r\ndata: {\"a\":2}\n\n");
        using Trial trial = Trial.Of(
            """
              - name: Ask for a story
                sse: POST {{ shop }}/stories
                json: { about: ships }
                match: { $.a: 1 }
            """,
            peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(1, peer.Connections);
        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefused()
    {
        FlowAttemptResult result = await HearAsync(RawPeer.Nowhere(), "match: { $.a: 1 }");

        Assert.Equal(TransportFault.ConnectionRefused, result.Failure!.Fault);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private static async Task<FlowAttemptResult> HearAsync(string address, string then)
    {
        using Trial trial = Trial.Of(
            $$$"""
              - name: It is told
                sse: '{{ shop }}/events'
                {{{then}}}
            """,
            address);
        return await trial.RunAsync();
    }

    private static Task<FakeService> StartAsync(Channel<string> events) => FakeService.StartAsync(app =>
    {
        app.MapPost("/say/{id}", (string id) => events.Writer.TryWrite(id));
        app.MapGet("/events", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (string id in events.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"event: paid\nid: e{id}\ndata: {{\"orderId\":{id},\ndata: \"note\":\"Zoë's\"}}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
    });
}
