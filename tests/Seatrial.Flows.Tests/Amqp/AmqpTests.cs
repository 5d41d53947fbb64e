using RabbitMQ.Client;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Flows.Tests.Amqp;

public sealed class AmqpTests(RealServers servers)
{
    private const string Publish = """
          - name: Tell the warehouse
            amqp: { url: '{{ broker }}', publish: { exchange: amq.topic, key: orders.placed, text: hello } }
            expect: { routed: false }
        """;

    [Fact]
    public async Task RunAsync_MessageCameBeforeItsStep_IsHeardWithItsHeaders()
    {
        using Trial trial = await TrialAsync("""
              - name: Another order
                amqp: { url: '{{ broker }}', publish: { exchange: amq.topic, key: heard.placed, json: { orderId: 6 } } }
              - name: The order
                amqp:
                  url: '{{ broker }}'
                  publish: { exchange: amq.topic, key: heard.placed, json: { orderId: 7, note: '{{ evil }}' }, headers: { tenant: acme, baggage: mine=1 } }
                expect: { routed: true }
              - name: The warehouse heard
                amqp: { url: '{{ broker }}', exchange: amq.topic, key: 'heard.#' }
                match: { $.orderId: 7 }
                within: 5s
                expect:
                  $.note: "it's \"so\""
                  header.tenant: acme
                  header.traceparent: { startsWith: 00- }
                  header.baggage: { contains: seatrial.run=r1, endsWith: ',mine=1' }
                  header.content-type: application/json
                  key: heard.placed
                  exchange: amq.topic
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal($"00-{result.TraceIds[1]}", trial.Sink.Exchanges[2]!.Response!.Headers.First(static h => h.Name == "traceparent").Value[..35]);
    }

    [Fact]
    public async Task RunAsync_Queue_IsLookedAtAndLeftAsItWas()
    {
        RealServer server = await servers.GetAsync(ServerKind.RabbitMq);
        ConnectionFactory factory = new() { Uri = new Uri(server.Address) };
        await using IConnection connection = await factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        string queue = (await channel.QueueDeclareAsync(exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken)).QueueName;
        using Trial trial = Of(
            $$$"""
              - amqp: { url: '{{ broker }}', publish: { key: {{{queue}}}, text: first } }
                expect: { routed: true }
              - amqp: { url: '{{ broker }}', publish: { key: {{{queue}}}, json: { orderId: 7 } } }
              - amqp: { url: '{{ broker }}', queue: {{{queue}}} }
                match: { $.orderId: 7 }
                within: 5s
            """,
            server.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        await Eventually.ReachesAsync(
            () => channel.MessageCountAsync(queue, TestContext.Current.CancellationToken),
            static count => count == 2,
            "both messages are back",
            TestContext.Current.CancellationToken);
        BasicGetResult? first = await channel.BasicGetAsync(queue, autoAck: true, TestContext.Current.CancellationToken);
        Assert.Equal("first"u8.ToArray(), first!.Body.ToArray());
        await channel.QueueDeleteAsync(queue, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task RunAsync_OnlyOtherMessagesCame_TellsTheNearest()
    {
        using Trial trial = await TrialAsync("""
              - name: Tell
                amqp: { url: '{{ broker }}', publish: { exchange: amq.topic, key: nearest.a, text: not JSON } }
              - name: Tell again
                amqp: { url: '{{ broker }}', publish: { exchange: amq.topic, key: nearest.b, json: { orderId: 7, state: lost } } }
              - name: The warehouse heard
                amqp: { url: '{{ broker }}', exchange: amq.topic, key: 'nearest.*' }
                match: { $.orderId: 7, $.state: sent }
                within: 1s
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingCame_NamesTheDeadline()
    {
        using Trial trial = await TrialAsync("""
              - name: The warehouse heard
                amqp: { url: '{{ broker }}', exchange: amq.topic, key: silence }
                match: { $.orderId: 7 }
                within: 1s
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NobodyGetsIt_FailsTheExpectation()
    {
        using Trial trial = await TrialAsync(Publish.Replace("routed: false", "routed: true", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("publish", "publish: { exchange: nowhere, key: a, text: hello }", "expect: { routed: true }")]
    [InlineData("exchange", "exchange: nowhere", "match: { $.a: 1 }")]
    [InlineData("queue", "queue: nowhere", "match: { $.a: 1 }")]
    public async Task RunAsync_NoSuchThing_SaysWhatTheBrokerSaid(string kind, string what, string then)
    {
        using Trial trial = await TrialAsync($$$"""
              - name: Look
                amqp: { url: '{{ broker }}', {{{what}}} }
                {{{then}}}
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(kind == "publish" ? FailureKind.Expectation : FailureKind.Transport, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_NoSuchThing_SaysWhatTheBrokerSaid)}.{kind}");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("host")]
    public async Task RunAsync_WrongCredentials_SaysWhoIsNotLetIn(string wrong)
    {
        RealServer server = await servers.GetAsync(ServerKind.RabbitMq);
        using Trial trial = Of(Publish, wrong == "password" ? server.WithWrongPassword : server.Address.TrimEnd('/') + "/nowhere");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Denied), (result.Failure!.Kind, result.Failure.Fault));
        string sent = wrong == "password" ? "not-the-password" : server.Password;
        Assert.DoesNotContain(sent, string.Join('\n', trial.Sink.Exchanges) + result.Failure.Message, StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_WrongCredentials_SaysWhoIsNotLetIn)}.{wrong}");
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefusedAndNotTriedAgain()
    {
        using Trial trial = Of(Publish, RawPeer.Nowhere().Replace("http://", "amqp://ada:lovelace@", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionRefused), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_AnswerIsNoBrokers_SaysSo()
    {
        await using RawPeer peer = RawPeer.Ending("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        using Trial trial = Of(Publish, peer.Address.Replace("http://", "amqp://ada:lovelace@", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.DoesNotContain("lovelace", result.Failure.Message, StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private static Trial Of(string steps, string address) =>
        Trial.Of(steps, "http://127.0.0.1:1", more: $"variables: {{ broker: '{address}', evil: \"it's \\\"so\\\"\" }}");

    private async Task<Trial> TrialAsync(string steps) => Of(steps, (await servers.GetAsync(ServerKind.RabbitMq)).Address);
}
