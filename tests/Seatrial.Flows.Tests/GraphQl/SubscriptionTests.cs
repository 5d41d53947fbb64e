using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.GraphQl;

public sealed class SubscriptionTests
{
    [Theory]
    [InlineData("websocket")]
    [InlineData("sse")]
    public async Task RunAsync_Subscription_HearsWhatAnEarlierStepCauses(string over)
    {
        Channel<string> paid = Channel.CreateUnbounded<string>();
        await using FakeService service = await StartAsync(paid);
        using Trial trial = Trial.Of(
            $$$"""
              - http: POST {{ shop }}/pay/7
                expect: { status: 200 }
              - name: It is told
                graphql: '{{ shop }}/graphql'
                over: {{{over}}}
                query: 'subscription Paid($shop: ID!) { paid(shop: $shop) { id } }'
                variables: { shop: acme }
                match: { $.data.paid.id: '7' }
                within: 5s
                expect: { $.data.paid.shop: acme }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_SubscriptionIsRefused_SaysWhy()
    {
        Channel<string> paid = Channel.CreateUnbounded<string>();
        await using FakeService service = await StartAsync(paid);
        using Trial trial = Trial.Of(
            """
              - name: It is told
                graphql: '{{ shop }}/graphql'
                query: 'subscription { refused { id } }'
                match: { $.data.paid.id: '7' }
                within: 5s
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private static Task<FakeService> StartAsync(Channel<string> paid) => FakeService.StartAsync(app =>
    {
        app.UseWebSockets();
        app.MapPost("/pay/{id}", (string id) => paid.Writer.TryWrite(id));
        app.MapGet("/graphql", context => ServeAsync(context, paid.Reader));
        app.MapPost("/graphql", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (string id in paid.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync($"event: next\ndata: {Paid(id, "acme")}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
    });

    private static string Paid(string id, string shop) => $$$$"""{"data":{"paid":{"id":"{{{{id}}}}","shop":"{{{{shop}}}}"}}}""";

    private static async Task ServeAsync(HttpContext context, ChannelReader<string> paid)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
        Assert.Equal("connection_init", (await ReadAsync(socket, context.RequestAborted)).GetProperty("type").GetString());
        await SayAsync(socket, """{"type":"connection_ack"}""", context.RequestAborted);
        await SayAsync(socket, """{"type":"ping"}""", context.RequestAborted);
        // The pong and the subscription may come in either order.
        JsonElement first = await ReadAsync(socket, context.RequestAborted);
        JsonElement second = await ReadAsync(socket, context.RequestAborted);
        JsonElement asked = first.GetProperty("type").GetString() == "subscribe" ? first : second;
        JsonElement payload = asked.GetProperty("payload");
        if (payload.GetProperty("query").GetString()!.Contains("refused", StringComparison.Ordinal))
        {
            await SayAsync(socket, """{"type":"error","id":"1","payload":[{"message":"not for you","path":["refused"]}]}""", context.RequestAborted);
            return;
        }

        await foreach (string id in paid.ReadAllAsync(context.RequestAborted))
        {
            await SayAsync(socket, """{"type":"next","id":"1","payload":""" + Paid(id, payload.GetProperty("variables").GetProperty("shop").GetString()!) + "}", context.RequestAborted);
        }
    }

    private static async Task<JsonElement> ReadAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[4096];
        ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
        return JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, result.Count));
    }

    private static async Task SayAsync(WebSocket socket, string text, CancellationToken cancellationToken) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
