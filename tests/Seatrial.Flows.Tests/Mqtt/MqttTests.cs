using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Flows.Tests.Mqtt;

public sealed class MqttTests(RealServers servers)
{
    private const string Publish = """
          - name: Tell the warehouse
            mqtt: { url: '{{ broker }}', publish: { topic: orders/7, text: hello } }
            expect: { routed: true }
        """;

    [Theory]
    [InlineData("", "header.traceparent: { startsWith: 00- }")]
    [InlineData("?version=3.1.1", "topic: heard/7/state")]
    public async Task RunAsync_MessageCameBeforeItsStep_IsHeard(string version, string further)
    {
        RealServer server = await servers.GetAsync(ServerKind.Mosquitto);
        using Trial trial = Of(
            $$$"""
              - mqtt: { url: '{{ broker }}', publish: { topic: heard/6/state, json: { orderId: 6 }, qos: 2 } }
              - mqtt: { url: '{{ broker }}', publish: { topic: heard/7/state, json: { orderId: 7 } } }
              - mqtt: { url: '{{ broker }}', topic: heard/+/state }
                match: { $.orderId: 7 }
                within: 5s
                expect: { topic: heard/7/state, body: '{"orderId":7}', {{{further}}} }
            """.Replace("topic: heard/7/state, body", version.Length > 0 ? "body" : "topic: heard/7/state, body", StringComparison.Ordinal),
            server.Address + version);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_RetainedMessage_IsHeardOnlyWhereAskedFor()
    {
        using Trial first = await TrialAsync("  - { mqtt: { url: '{{ broker }}', publish: { topic: kept/7, text: old, retain: true, qos: 1 } }, expect: { duration: { below: 20s } } }");
        using Trial second = await TrialAsync("""
              - mqtt: { url: '{{ broker }}', topic: kept/7, retained: true }
                match: { body: old }
                within: 5s
              - mqtt: { url: '{{ broker }}', topic: kept/#, qos: 0 }
                match: { body: old }
                within: 500ms
            """);

        Assert.Null((await first.RunAsync()).Failure);
        FlowAttemptResult result = await second.RunAsync();

        Assert.Equal((FailureKind.Deadline, 1), (result.Failure!.Kind, result.Failure.StepIndex));
        Assert.Contains("no message came", result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OnlyOtherMessagesCame_TellsTheNearest()
    {
        using Trial trial = await TrialAsync("""
              - mqtt: { url: '{{ broker }}', publish: { topic: nearest/1, json: { orderId: 7, state: lost } } }
              - mqtt: { url: '{{ broker }}', publish: { topic: nearest/2, json: { orderId: 8 } } }
              - name: The warehouse heard
                mqtt: { url: '{{ broker }}', topic: 'nearest/#' }
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
                mqtt: { url: '{{ broker }}', topic: silence/# }
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
        using Trial trial = await TrialAsync(Publish);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_WildcardInAPublishedTopic_IsRefused()
    {
        using Trial trial = await TrialAsync(Publish.Replace("orders/7", "orders/#", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure!.Message));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("none")]
    public async Task RunAsync_WrongCredentials_SaysWhoIsNotLetIn(string password)
    {
        RealServer server = await servers.GetAsync(ServerKind.Mosquitto);
        using Trial trial = Of(Publish, password == "wrong" ? server.WithWrongPassword : server.Address.Replace($"seatrial:{server.Password}@", string.Empty, StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Denied), (result.Failure!.Kind, result.Failure.Fault));
        Assert.DoesNotContain("not-the-password", string.Join('\n', trial.Sink.Exchanges) + result.Failure.Message, StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_WrongCredentials_SaysWhoIsNotLetIn)}.{password}");
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefused()
    {
        using Trial trial = Of(Publish, RawPeer.Nowhere().Replace("http://", "mqtt://ada:lovelace@", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionRefused), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_AnswerIsNoBrokers_SaysSo()
    {
        await using RawPeer peer = RawPeer.Ending("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        using Trial trial = Of(Publish, peer.Address.Replace("http://", "mqtt://ada:lovelace@", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.DoesNotContain("lovelace", result.Failure.Message, StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private static Trial Of(string steps, string address) => Trial.Of(steps, "http://127.0.0.1:1", more: $"variables: {{ broker: '{address}' }}");

    private async Task<Trial> TrialAsync(string steps) => Of(steps, (await servers.GetAsync(ServerKind.Mosquitto)).Address);
}
