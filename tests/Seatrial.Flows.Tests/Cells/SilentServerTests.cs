using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Cells;

/// <summary>A server that takes the connection and never says a word: what each verb says of it.</summary>
public sealed class SilentServerTests
{
    [Theory]
    [InlineData("postgres", "sql: { connection: '{{ server }}', query: select 1 as one }\n    expect: { rows: 1 }")]
    [InlineData("mysql", "sql: { connection: '{{ server }}', query: select 1 as one }\n    expect: { rows: 1 }")]
    [InlineData("sqlserver", "sql: { connection: '{{ server }}', query: select 1 as one }\n    expect: { rows: 1 }")]
    [InlineData("redis", "redis: { url: '{{ server }}', command: [GET, a] }\n    expect: { body: a }")]
    [InlineData("amqp", "amqp: { url: '{{ server }}', publish: { exchange: orders, key: a, text: hello } }\n    expect: { routed: true }")]
    [InlineData("mqtt", "mqtt: { url: '{{ server }}', publish: { topic: orders, text: hello } }\n    expect: { routed: true }")]
    [InlineData("kafka", "kafka: { url: '{{ server }}', produce: { topic: orders, text: hello } }\n    expect: { topic: orders }")]
    [InlineData("smtp", "email: { via: '{{ server }}', send: { from: shop@example.com, to: ada@example.com, subject: Hello, text: Hello } }\n    expect: { id: a }")]
    [InlineData("imap", "email: { inbox: '{{ server }}' }\n    match: { subject: Hello }")]
    [InlineData("ws", "websocket: '{{ server }}/talk'\n    match: { body: a }")]
    [InlineData("http", "http: GET {{ server }}/\n    expect: { status: 200 }")]
    public async Task RunAsync_ServerIsSilent_NamesTheDeadline(string scheme, string step)
    {
        await using RawPeer peer = RawPeer.Speaking(string.Empty);
        string address = peer.Address.Replace("http://", scheme is "http" or "ws" ? scheme + "://" : scheme + "://ada:lovelace@", StringComparison.Ordinal);
        using Trial trial = Trial.Of($"  - name: Ask\n    {step}\n    within: 1s\n", "http://127.0.0.1:1", more: $"variables: {{ server: '{address}' }}");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Deadline, TransportFault.Timeout), (result.Failure!.Kind, result.Failure.Fault ?? TransportFault.Timeout));
        Assert.DoesNotContain("lovelace", trial.Everything(result), StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_ServerIsSilent_NamesTheDeadline)}.{scheme}");
    }
}
