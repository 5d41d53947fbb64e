using System.Globalization;
using System.Security.Cryptography.X509Certificates;
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

    [Theory]
    [InlineData("tls", "kafkas://{0}", "ca: ca.pem")]
    [InlineData("tls by option", "kafkas://{0}?ssl.ca.location={1}", "")]
    [InlineData("insecure", "kafkas://{0}", "insecure: true")]
    [InlineData("sasl", "kafka://ada:lovelace@{0}", "")]
    [InlineData("both", "kafkas://ada:lovelace@{0}", "ca: ca.pem")]
    [InlineData("certificate", "kafkas://{0}", "ca: ca.pem, certificate: me.pem, key: '{{ mine }}'")]
    public async Task RunAsync_SecureCluster_IsSpokenWith(string kind, string address, string tls)
    {
        using Secured secured = new(_cluster, kind);
        await using SecureFront front = secured.Front;
        using Trial trial = secured.Of("""
              - kafka: { url: '{{ cluster }}', produce: { topic: secured, partition: 0, json: { orderId: 7 } } }
                expect: { topic: secured }
              - kafka: { url: '{{ cluster }}', topic: secured }
                match: { $.orderId: 7 }
                within: 10s
            """, address, tls);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.DoesNotContain("lovelace", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", trial.Everything(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sasl", "kafka://ada:not-the-password@{0}", "")]
    [InlineData("both", "kafkas://ada:not-the-password@{0}", "ca: ca.pem")]
    public async Task RunAsync_WrongCredentials_SaysWhoIsNotLetIn(string kind, string address, string tls)
    {
        using Secured secured = new(_cluster, kind);
        await using SecureFront front = secured.Front;
        using Trial trial = secured.Of(Produce, address, tls);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Denied), (result.Failure!.Kind, result.Failure.Fault));
        Assert.DoesNotContain("not-the-password", trial.Everything(result), StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_WrongCredentials_SaysWhoIsNotLetIn)}.{kind}");
    }

    [Theory]
    [InlineData("untrusted", "tls", "kafkas://{0}", "")]
    [InlineData("plain", "sasl", "kafkas://{0}", "ca: ca.pem")]
    public async Task RunAsync_TlsDoesNotHold_SaysWhy(string kind, string front, string address, string tls)
    {
        using Secured secured = new(_cluster, front);
        await using SecureFront before = secured.Front;
        using Trial trial = secured.Of(Produce, address, tls);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.True(result.Failure!.Fault == TransportFault.Tls, result.Failure.ToString());
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_TlsDoesNotHold_SaysWhy)}.{kind}");
    }

    private Trial Of(string steps, string? address = null) =>
        Trial.Of(steps, "http://127.0.0.1:1", more: $"variables: {{ cluster: '{address ?? _cluster.Address}', evil: \"it's \\\"so\\\"\" }}");

    /// <summary>A cluster with a front of one kind, and what it takes to come in.</summary>
    private sealed class Secured : IDisposable
    {
        private readonly X509Certificate2 _certificate = Certificates.Make();
        private readonly X509Certificate2 _mine = Certificates.Make("ada.test");
        private readonly TempFolder _folder = new();

        public Secured(MockCluster cluster, string kind) => Front = SecureFront.Start(
            cluster,
            kind == "sasl" ? null : _certificate,
            kind is "sasl" or "both" ? "ada:lovelace" : null,
            kind == "certificate" ? _mine : null);

        public SecureFront Front { get; }

        public Trial Of(string steps, string address, string tls) => Trial.Of(
            steps,
            "http://127.0.0.1:1",
            more: $"    tls: {{ {tls} }}\nvariables: {{ cluster: '{string.Format(CultureInfo.InvariantCulture, address, Front.Authority, _folder.Write("ca.pem", _certificate.ExportCertificatePem()))}' }}\n{(tls.Contains("mine", StringComparison.Ordinal) ? "secrets: { mine: { file: mine.key } }\n" : string.Empty)}",
            files: new(StringComparer.Ordinal) { ["ca.pem"] = _certificate.ExportCertificatePem(), ["me.pem"] = _mine.ExportCertificatePem() })
            .WithSecret("mine.key", Certificates.KeyOf(_mine));

        public void Dispose()
        {
            _certificate.Dispose();
            _mine.Dispose();
            _folder.Dispose();
        }
    }
}
