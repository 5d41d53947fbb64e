using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.WebSockets;

public sealed class WebSocketTests
{
    private const string Tokens = "tokens: { me: { bearer: '{{ token }}' } }\nsecrets: { token: { file: token } }\n";

    [Fact]
    public async Task RunAsync_SentAndAnswered_InOneStep()
    {
        await using FakeService service = await StartAsync();
        using Trial trial = Trial.Of(
            """
              - name: Say it
                websocket: '{{ shop }}/echo'
                auth: me
                headers: { X-Tenant: acme }
                subprotocols: [v2.shop, v1.shop]
                send:
                  - { json: { say: hello, secret: '{{ token }}' } }
                  - again
                  - { binary: AQL/ }
                match: { type: binary }
                within: 5s
                expect: { body: AQL/, subprotocol: v1.shop, status: 101 }
              - websocket: '{{ shop }}/echo'
                send: { json: { say: hello } }
                expect: { $.say: hello, type: text }
            """,
            service.Address,
            more: Tokens).WithSecret("token", "a-token-of-the-tests");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        SeenRequest seen = service.Seen.First();
        Assert.Equal(("Bearer a-token-of-the-tests", "acme"), (seen.Headers["Authorization"], seen.Headers["X-Tenant"]));
        Assert.StartsWith("00-" + result.TraceIds[0], seen.Headers["traceparent"], StringComparison.Ordinal);
        Assert.DoesNotContain("a-token-of-the-tests", trial.Everything(result), StringComparison.Ordinal);
        Assert.Equal("{\"say\":\"hello\",\"secret\":\"***\"}\nagain\n(3 bytes)", trial.Sink.Exchanges[0]!.Request.Body);
    }

    [Fact]
    public async Task RunAsync_MessageCameBeforeItsStep_IsHeard()
    {
        await using FakeService service = await StartAsync();
        using Trial trial = Trial.Of(
            """
              - http: POST {{ shop }}/tell/7
                expect: { status: 200 }
              - name: It is told
                websocket: '{{ shop }}/live'
                begin: { json: { subscribe: orders } }
                match: { $.orderId: 7 }
                within: 5s
                expect: { $.topic: orders }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_Session_IsOneConnectionForSeveralSteps()
    {
        await using FakeService service = await StartAsync();
        using Trial trial = Trial.Of(
            """
              - websocket: '{{ shop }}/count'
                session: chat
                send: one
                expect: { $.n: 1 }
                capture: { n: $.n }
              - websocket: '{{ shop }}/count'
                session: chat
                send: 'after {{ n }}'
                expect: { $.n: 2, $.said: after 1 }
              - websocket: '{{ shop }}/count'
                session: chat
                send: bye
                match: { close.code: 4000 }
                expect: { close.reason: you said bye, type: close }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Single(service.Seen);
    }

    [Fact]
    public async Task RunAsync_ClosedInstead_SaysWithWhatCode()
    {
        await using FakeService service = await StartAsync();
        FlowAttemptResult result = await TalkAsync(service.Address + "/count", "send: bye\n    match: { $.n: 1 }\n    within: 5s");

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionLost), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_OnlyOtherMessagesCame_TellsTheNearest()
    {
        await using FakeService service = await StartAsync();
        FlowAttemptResult result = await TalkAsync(service.Address + "/echo", "send: [no JSON, { json: { orderId: 7, state: lost } }]\n    match: { $.orderId: 7, $.state: sent }\n    within: 1s");

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingCame_NamesTheDeadline()
    {
        await using FakeService service = await StartAsync();
        FlowAttemptResult result = await TalkAsync(service.Address + "/live", "match: { $.orderId: 7 }\n    within: 300ms");

        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysWhatCame()
    {
        await using FakeService service = await StartAsync();
        FlowAttemptResult result = await TalkAsync(service.Address + "/echo", "send: { json: { state: lost } }\n    expect: { $.state: sent }");

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_HandshakeIsRefused_SaysTheStatus()
    {
        await using FakeService service = await StartAsync();
        FlowAttemptResult result = await TalkAsync(service.Address + "/denied", "match: { $.a: 1 }");

        Assert.Equal((FailureKind.Expectation, 401), (result.Failure!.Kind, result.Failure.HttpStatus));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
        Assert.Null((await TalkAsync(service.Address + "/denied", "expect: { status: 401, header.www-authenticate: Bearer }")).Failure);
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefused()
    {
        FlowAttemptResult result = await TalkAsync(RawPeer.Nowhere().Replace("http", "ws", StringComparison.Ordinal), "match: { $.a: 1 }");

        Assert.Equal(TransportFault.ConnectionRefused, result.Failure!.Fault);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_AnswerIsMalformed_SaysSo()
    {
        await using RawPeer peer = RawPeer.Answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: nonsense\r\n\r\n");

        FlowAttemptResult result = await TalkAsync(peer.Address, "match: { $.a: 1 }");

        Assert.Equal(TransportFault.Protocol, result.Failure!.Fault);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_MessageNeverEnds_IsLeft()
    {
        await using FakeService service = await StartAsync();
        FlowAttemptResult result = await TalkAsync(service.Address + "/endless", "match: { $.a: 1 }");

        Assert.Equal(TransportFault.Protocol, result.Failure!.Fault);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NoSignOfLife_IsLeft()
    {
        await using FakeService service = await StartAsync();

        FlowAttemptResult result = await TalkAsync(service.Address + "/deaf", "ping: 100ms\n    match: { $.a: 1 }\n    within: 10s");

        Assert.Equal(TransportFault.ConnectionLost, result.Failure!.Fault);
    }

    private static async Task<FlowAttemptResult> TalkAsync(string address, string then)
    {
        using Trial trial = Trial.Of(
            $$$"""
              - name: Talk
                websocket: '{{{address}}}'
                {{{then}}}
            """,
            "http://127.0.0.1:1");
        return await trial.RunAsync();
    }

    private static Task<FakeService> StartAsync()
    {
        Channel<string> told = Channel.CreateUnbounded<string>();
        return FakeService.StartAsync(app =>
        {
            app.UseWebSockets();
            app.MapPost("/tell/{id}", (string id) => told.Writer.TryWrite(id));
            app.MapGet("/denied", static context =>
            {
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = "Bearer";
                return Task.CompletedTask;
            });
            app.MapGet("/echo", static context => EachAsync(context, static (_, _, message) => message));
            app.MapGet("/count", static context => EachAsync(context, static (n, _, message) => Encoding.UTF8.GetBytes($$"""{"n":{{n}},"said":"{{Encoding.UTF8.GetString(message)}}"}""")));
            app.MapGet("/live", context => LiveAsync(context, told.Reader));
            app.MapGet("/endless", EndlessAsync);
            app.MapGet("/deaf", static async context =>
            {
                using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
                // Nobody reads, so no pong is sent.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted); // slow on purpose: a peer that hangs
            });
        });
    }

    private static async Task EachAsync(HttpContext context, Func<int, WebSocketMessageType, byte[], byte[]> answer)
    {
        string? protocol = context.WebSockets.WebSocketRequestedProtocols.Contains("v1.shop") ? "v1.shop" : null;
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        byte[] buffer = new byte[4096];
        for (int n = 1; ; n++)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            byte[] message = buffer[..result.Count];
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                return;
            }

            if (Encoding.UTF8.GetString(message) == "bye")
            {
                await socket.CloseAsync((WebSocketCloseStatus)4000, "you said bye", context.RequestAborted);
                return;
            }

            await socket.SendAsync(answer(n, result.MessageType, message), result.MessageType, endOfMessage: true, context.RequestAborted);
        }
    }

    private static async Task LiveAsync(HttpContext context, ChannelReader<string> told)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[4096];
        ValueWebSocketReceiveResult first = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return;
        }

        await foreach (string id in told.ReadAllAsync(context.RequestAborted))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"topic":"orders","orderId":{{id}}}"""), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] piece = new byte[64 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await socket.SendAsync(piece, WebSocketMessageType.Binary, endOfMessage: false, context.RequestAborted);
        }
    }
}
