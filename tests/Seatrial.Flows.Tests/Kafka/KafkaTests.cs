using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Kafka;

public sealed class KafkaTests : IDisposable
{
    private const string Produce = """
          - name: Tell the warehouse
            kafka: { url: '{{ cluster }}', produce: { topic: orders, text: hello } }
            expect: { topic: orders }
        """;

    private readonly MockCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task RunAsync_MessageCameBeforeItsStep_IsHeardWithItsHeaders()
    {
        using Trial first = Of("""
              - name: A message of yesterday
                kafka: { url: '{{ cluster }}', produce: { topic: heard, partition: 1, json: { orderId: 7, note: old } } }
                expect: { partition: 1, offset: 0 }
            """);
        Assert.Null((await first.RunAsync()).Failure);
        using Trial trial = Of("""
              - name: Another order
                kafka: { url: '{{ cluster }}', produce: { topic: heard, partition: 0, json: { orderId: 6 } } }
              - name: The order
                kafka:
                  url: '{{ cluster }}'
                  produce: { topic: heard, key: k7, partition: 1, json: { orderId: 7, note: '{{ evil }}' }, headers: { tenant: acme, baggage: mine=1 } }
                expect: { topic: heard, partition: 1, offset: 1 }
              - name: The warehouse heard
                kafka: { url: '{{ cluster }}', topic: heard }
                match: { $.orderId: 7 }
                within: 10s
                expect:
                  $.note: "it's \"so\""
                  header.tenant: acme
                  header.traceparent: { startsWith: 00- }
                  header.baggage: { contains: seatrial.run=r1, endsWith: ',mine=1' }
                  header.content-type: application/json
                  topic: heard
                  key: k7
                  partition: 1
                  offset: 1
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal($"00-{result.TraceIds[1]}", trial.Sink.Exchanges[2]!.Response!.Headers.First(static h => h.Name == "traceparent").Value[..35]);
    }

    [Fact]
    public async Task RunAsync_TopicIsMadeByItsFirstMessage_IsHeardFromItsBeginning()
    {
        using Trial trial = Of("""
              - kafka: { url: '{{ cluster }}', produce: { topic: fresh, key: a, text: hello } }
              - kafka: { url: '{{ cluster }}', topic: fresh }
                match: { body: hello }
                within: 10s
            """);

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Fact]
    public async Task RunAsync_OnlyOtherMessagesCame_TellsTheNearest()
    {
        await _cluster.CreateAsync("nearest");
        using Trial trial = Of("""
              - name: Tell
                kafka: { url: '{{ cluster }}', produce: { topic: nearest, partition: 0, text: not JSON } }
              - name: Tell again
                kafka: { url: '{{ cluster }}', produce: { topic: nearest, partition: 0, json: { orderId: 7, state: lost } } }
              - name: The warehouse heard
                kafka: { url: '{{ cluster }}', topic: nearest }
                match: { $.orderId: 7, $.state: sent }
                within: 2s
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingCame_NamesTheDeadline()
    {
        await _cluster.CreateAsync("silence");
        using Trial trial = Of("""
              - name: The warehouse heard
                kafka: { url: '{{ cluster }}', topic: silence }
                match: { $.orderId: 7 }
                within: 1s
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ItLiesElsewhere_FailsTheExpectation()
    {
        await _cluster.CreateAsync("orders");
        using Trial trial = Of(Produce.Replace("text: hello", "partition: 2, text: hello", StringComparison.Ordinal).Replace("expect: { topic: orders }", "expect: { partition: 1 }", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NoSuchPartition_SaysWhatTheClusterSaid()
    {
        await _cluster.CreateAsync("orders");
        using Trial trial = Of(Produce.Replace("text: hello", "partition: 99, text: hello", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefused()
    {
        using Trial trial = Of(Produce, RawPeer.Nowhere().Replace("http://", "kafka://ada:lovelace@", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionRefused), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("produce", "kafka: { url: '{{ cluster }}', produce: { topic: orders, text: hello } }\n    expect: { offset: 0 }")]
    [InlineData("topic", "kafka: { url: '{{ cluster }}', topic: orders }\n    match: { body: a }")]
    public async Task RunAsync_AnswerIsNoBrokers_SaysSo(string kind, string step)
    {
        await using RawPeer peer = RawPeer.Answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", waitsForHead: false);
        using Trial trial = Of($"  - name: Look\n    {step}\n    within: 3s", peer.Address.Replace("http://", "kafka://", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_AnswerIsNoBrokers_SaysSo)}.{kind}");
    }

    [Fact]
    public async Task RunAsync_OptionThatIsNotTaken_IsRefused()
    {
        using Trial trial = Of(Produce, _cluster.Address + "?plugin.library.paths=evil.so");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private Trial Of(string steps, string? address = null) =>
        Trial.Of(steps, "http://127.0.0.1:1", more: $"variables: {{ cluster: '{address ?? _cluster.Address}', evil: \"it's \\\"so\\\"\" }}");
}
