using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Flows.Tests.Redis;

public sealed class RedisTests(RealServers servers)
{
    private const string Malformed = "+OK\r\nthis is no reply\r\n";

    [Fact]
    public async Task RunAsync_Commands_AnswerTyped()
    {
        using Trial trial = await TrialAsync("""
              - redis: { url: '{{ cache }}', command: [SET, 'typed:{{ uuid() }}', 1] }
                expect: { body: OK }
              - redis: { url: '{{ cache }}', command: [DEL, 'typed:hash', 'typed:list', 'typed:json', 'typed:none'] }
              - redis: { url: '{{ cache }}', command: [HSET, 'typed:hash', state, paid, total, 12.50] }
                expect: { $: 2 }
              - redis: { url: '{{ cache }}', command: [HGETALL, 'typed:hash'] }
                expect: { $.state: paid, $.total: '12.50' }
              - redis: { url: '{{ cache }}', command: [RPUSH, 'typed:list', a, 'it''s "quoted"', '{{ order }}'] }
                expect: { $: 3 }
              - redis: { url: '{{ cache }}', command: [LRANGE, 'typed:list', 0, -1] }
                expect: { $: { count: 3 }, '$[1]': 'it''s "quoted"', '$[2].id': 7 }
              - redis: { url: '{{ cache }}', command: [SET, 'typed:json', '{{ order }}'] }
              - redis: { url: '{{ cache }}', command: [GET, 'typed:json'] }
                expect: { $.id: 7, body: { contains: '"id":7' } }
                capture: { orderId: $.id }
              - redis: { url: '{{ cache }}', command: [GET, 'typed:none'] }
                expect: { $: null }
              - redis: { url: '{{ cache }}', command: [EXISTS, 'typed:json'] }
                expect: { $: 1, duration: { below: 5s } }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal("GET typed:none", trial.Sink.Steps[8].Summary);
        Assert.True(result.AnyAnswer);
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysWhatCameAndHidesThePassword()
    {
        RealServer server = await servers.GetAsync(ServerKind.Redis);
        using Trial trial = Trial.Of(
            """
              - redis: { url: '{{ cache }}', command: [SET, 'cart:7', '{"state":"open","items":[]}'] }
              - name: The cart was emptied
                redis: { url: '{{ cache }}', command: [GET, 'cart:7'] }
                expect: { $.state: closed }
            """,
            "http://127.0.0.1:1",
            more: "variables: { cache: '" + server.Address + "' }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
        Assert.DoesNotContain(server.Password, string.Join('\n', trial.Sink.Exchanges) + result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ServerRefusesTheCommand_IsAnAnswer()
    {
        using Trial trial = await TrialAsync("""
              - redis: { url: '{{ cache }}', command: [SET, 'text:7', hello] }
              - name: Count
                redis: { url: '{{ cache }}', command: [LPUSH, 'text:7', a] }
                expect: { $: 1 }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NoReplyInTime_NamesTheDeadlineAndTheNextStepStillWorks()
    {
        using Trial trial = await TrialAsync("""
              - name: Take the next job
                redis: { url: '{{ cache }}', command: [BLPOP, 'jobs:none', 0] }
                within: 1s
                expect: { $: 1 }
                cleanup:
                  - redis: { url: '{{ cache }}', command: [SET, 'jobs:cleaned', yes] }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Assert.Equal(TransportFault.Timeout, result.Failure.Fault);
        Assert.Equal([CleanupOutcome.Done], trial.Sink.Cleaned.Values.Select(static c => c.Outcome));
        Snapshot.Match(Stable(result));
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefused()
    {
        using Trial trial = Of(Look, Nowhere());

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionRefused), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_UnknownHost_IsNameResolution()
    {
        using Trial trial = Of(Look, "redis://cache.invalid:6379");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(TransportFault.NameResolution, result.Failure!.Fault);
        Assert.Contains("could not resolve the name cache.invalid", result.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("none")]
    public async Task RunAsync_WrongCredentials_SaysWhoIsNotLetIn(string password)
    {
        RealServer server = await servers.GetAsync(ServerKind.Redis);
        using Trial trial = Of(Look, password == "wrong" ? server.WithWrongPassword : server.Address.Replace($"seatrial:{server.Password}@", string.Empty, StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Denied), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_WrongCredentials_SaysWhoIsNotLetIn)}.{password}");
    }

    [Fact]
    public async Task RunAsync_AnswerIsNotRedis_SaysSo()
    {
        await using RawPeer peer = RawPeer.Speaking(Malformed);
        using Trial trial = Of(Look, peer.Address.Replace("http://", "redis://", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.Equal(TransportFault.Protocol, result.Failure.Fault);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("subscribe: heard", "PUBLISH, heard, '{\"orderId\":7}'")]
    [InlineData("stream: 'heard:stream'", "XADD, 'heard:stream', '*', orderId, 7")]
    public async Task RunAsync_MessageCameBeforeItsStep_IsHeard(string channel, string command)
    {
        using Trial trial = await TrialAsync($$$"""
              - redis: { url: '{{ cache }}', command: [{{{command.Replace("7", "6", StringComparison.Ordinal)}}}] }
              - redis: { url: '{{ cache }}', command: [{{{command}}}] }
              - redis: { url: '{{ cache }}', {{{channel}}} }
                match: { $.orderId: { in: [7, '7'] } }
                within: 5s
                expect: { channel: { startsWith: heard } }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task RunAsync_OnlyOtherMessagesCame_TellsTheNearest()
    {
        using Trial trial = await TrialAsync("""
              - redis: { url: '{{ cache }}', command: [PUBLISH, other, 'not JSON'] }
              - redis: { url: '{{ cache }}', command: [PUBLISH, other, '{"orderId":7,"state":"lost"}'] }
              - redis: { url: '{{ cache }}', command: [PUBLISH, other, '{"orderId":8}'] }
              - name: The warehouse heard
                redis: { url: '{{ cache }}', subscribe: other }
                match: { $.orderId: 7, $.state: sent }
                within: 1s
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private const string Look = """
          - name: Look
            redis: { url: '{{ cache }}', command: [GET, 'cart:7'] }
            expect: { $.state: open }
        """;

    private static Trial Of(string steps, string address) =>
        Trial.Of(steps, "http://127.0.0.1:1", more: $"variables: {{ cache: '{address}' }}");

    private static string Nowhere() => RawPeer.Nowhere().Replace("http://", "redis://", StringComparison.Ordinal);

    private static string Stable(FlowAttemptResult result) => Trial.Stable(result.Failure!.Message);

    private async Task<Trial> TrialAsync(string steps) => Trial.Of(
        steps,
        "http://127.0.0.1:1",
        more: $$"""variables: { cache: '{{(await servers.GetAsync(ServerKind.Redis)).Address}}', order: { id: 7 } }""");
}
