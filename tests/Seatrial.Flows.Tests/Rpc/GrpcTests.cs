using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Rpc;

public sealed class GrpcTests
{
    private const string Place = """
          - name: Place the order
            grpc: '{{ shop }}/shop.v1.Orders/Place'
            message: { sku: A-1, quantity: 1 }
        """;

    [Fact]
    public async Task RunAsync_Unary_MessageStatusHeadersAndTrailersAreThere()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(Place + """

                metadata: { tenant: acme }
                expect:
                  status: OK
                  $.id: o-7
                  $.state: PENDING
                  $.total: '9007199254740993'
                  header.tenant: acme
                  trailer.baggage-seen: { startsWith: 'seatrial.project=shop,seatrial.run=r1,' }
            """, peer.Address);

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Fact]
    public async Task RunAsync_Streams_AreSentAndCollected()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of("""
              - grpc: '{{ shop }}/shop.v1.Orders/Watch'
                message: { sku: A-1 }
                expect: { messages: 2, '$[*].state': { equals: [PENDING, PAID] } }
              - grpc: '{{ shop }}/shop.v1.Orders/Sum'
                messages: [{ quantity: 3 }, { quantity: 4 }]
                expect: { $.total: '7' }
              - grpc: '{{ shop }}/shop.v1.Orders/Chat'
                messages: [{ sku: A }, { sku: B }]
                expect: { '$[*].id': { equals: [A, B] } }
              - grpc: '{{ shop }}/shop.v1.Orders/Sum'
                expect: { $.total: '0' }
            """, peer.Address);

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Fact]
    public async Task RunAsync_OtherStatusExpected_DetailsAreTheDocument()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(SoldOut + """

                expect:
                  status: FAILED_PRECONDITION
                  message: sold out
                  trailer.shelf: '7'
                  $.details[0].reason: SOLD_OUT
                  $.details[0]['@type']: type.googleapis.com/google.rpc.ErrorInfo
            """, peer.Address);

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Fact]
    public async Task RunAsync_OtherStatusThanOk_FailsUnlessAskedFor()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(SoldOut, peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ExpectationFails_SaysWhatCame()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(Place + "\n    expect: { $.state: PAID }", peer.Address);

        Snapshot.Match(Trial.Stable((await trial.RunAsync()).Failure!.Message));
    }

    [Theory]
    [InlineData("Bearer", true)]
    [InlineData("wrong", false)]
    public async Task RunAsync_Credentials_AreSentAndNeverShown(string kind, bool isLetIn)
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(Place.Replace("A-1", "GUARDED", StringComparison.Ordinal) + "\n    auth: guest", peer.Address, more: "secrets: { token: { file: token.txt } }\ntokens: { guest: { bearer: '{{ token }}' } }")
            .WithSecret("token.txt", isLetIn ? "let-me-in-please" : "let-me-in-or-else");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.DoesNotContain("let-me-in", trial.Everything(result), StringComparison.Ordinal);
        Assert.Equal(isLetIn, result.Failure is null);
        if (!isLetIn)
        {
            Snapshot.Match(Trial.Stable(result.Failure!.Message), $"{nameof(RunAsync_Credentials_AreSentAndNeverShown)}.{kind}");
        }
    }

    [Fact]
    public async Task RunAsync_NoAnswerInTime_NamesTheDeadline()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(Place.Replace("A-1", "SLOW", StringComparison.Ordinal) + "\n    within: 2s", peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NothingListens_IsRefused()
    {
        using Trial trial = Trial.Of(Place, RawPeer.Nowhere());

        FlowAttemptResult result = await trial.RunAsync();

        Assert.True(result.Failure!.Fault == TransportFault.ConnectionRefused, result.Failure.ToString());
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_AnswerIsNotGrpc_SaysSo()
    {
        await using RawPeer peer = RawPeer.Ending("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        using Trial trial = Trial.Of(Place, peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        // The client hangs up on what is no HTTP/2, and what it then says of it is a matter of who was first.
        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Assert.True(result.Failure.Fault is TransportFault.Protocol or TransportFault.ConnectionLost, result.Failure.ToString());
    }

    [Fact]
    public async Task RunAsync_PeerHasNoTls_SaysSo()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync();
        using Trial trial = Trial.Of(Place, peer.Address.Replace("http:", "https:", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.True(result.Failure!.Fault == TransportFault.Tls, result.Failure.ToString());
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("html", "text/html", "<h1>It works!</h1>")]
    [InlineData("garbage", "application/grpc", "\0\0\0\0\u0003\u000a\u007f\u0001")]
    [InlineData("cut", "application/grpc", "\0\0\0\0\u0010\u000a\u0003o-7")]
    public async Task RunAsync_AnswerIsMalformed_SaysWhatItIs(string kind, string type, string body)
    {
        await using FakeService peer = await FakeService.StartHttp2Async(app => app.MapPost("/shop.v1.Orders/Place", async context =>
        {
            context.Response.ContentType = type;
            if (type == "application/grpc")
            {
                context.Response.DeclareTrailer("grpc-status");
                context.Response.AppendTrailer("grpc-status", "0");
            }

            await context.Response.Body.WriteAsync(System.Text.Encoding.Latin1.GetBytes(body), context.RequestAborted);
        }));
        using TempFolder folder = new();
        WriteProject(folder, peer.Address, "message: { sku: A-1, quantity: 1 }");
        using Trial trial = new(Sources(folder));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(kind == "garbage" ? FailureKind.Expectation : FailureKind.Transport, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_AnswerIsMalformed_SaysWhatItIs)}.{kind}");
    }

    [Theory]
    [InlineData("trusted", "ca: ca.pem", false)]
    [InlineData("insecure", "insecure: true", false)]
    [InlineData("named", "ca: ca.pem, serverName: shop.test", false)]
    [InlineData("known", "ca: ca.pem, certificate: me.pem, key: '{{ mine }}'", true)]
    [InlineData("untrusted", "", false)]
    [InlineData("unknown", "ca: ca.pem", true)]
    [InlineData("misnamed", "ca: ca.pem, serverName: other.test", false)]
    public async Task RunAsync_OverTls_TrustsAndShowsWhatTheEnvironmentSays(string kind, string tls, bool asksWho)
    {
        using X509Certificate2 certificate = Certificates.Make();
        using X509Certificate2 mine = Certificates.Make("ada.test");
        await using OrdersPeer peer = await OrdersPeer.StartAsync(certificate: certificate, letsIn: asksWho ? mine : null);
        using Trial trial = Trial.Of(
            Place + "\n    expect: { $.id: o-7 }",
            peer.Address,
            more: $"    tls: {{ {tls} }}\n{(kind == "known" ? "secrets: { mine: { file: mine.key } }\n" : string.Empty)}",
            files: new(StringComparer.Ordinal) { ["ca.pem"] = certificate.ExportCertificatePem(), ["me.pem"] = mine.ExportCertificatePem() })
            .WithSecret("mine.key", Certificates.KeyOf(mine));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.DoesNotContain("PRIVATE KEY", trial.Everything(result), StringComparison.Ordinal);
        Assert.Equal(kind is "trusted" or "insecure" or "named" or "known", result.Failure is null);
        if (kind is "untrusted" or "misnamed")
        {
            Assert.Equal(TransportFault.Tls, result.Failure!.Fault);
            Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_OverTls_TrustsAndShowsWhatTheEnvironmentSays)}.{kind}");
        }

        // When the server refuses, its alert and its hanging up race: which of them is read is the network's choice.
        if (kind == "unknown")
        {
            Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        }
    }

    [Theory]
    [InlineData("reflection", false, Place)]
    [InlineData("service", true, "  - { name: Place, grpc: '{{ shop }}/shop.v1.Order/Place' }")]
    [InlineData("method", true, "  - { name: Place, grpc: '{{ shop }}/shop.v1.Orders/Plac' }")]
    [InlineData("field", true, "  - { name: Place, grpc: '{{ shop }}/shop.v1.Orders/Place', message: { sko: A } }")]
    [InlineData("value", true, "  - { name: Place, grpc: '{{ shop }}/shop.v1.Orders/Place', message: { quantity: 2.5 } }")]
    public async Task RunAsync_StepDoesNotFitTheService_IsTheTestsFault(string what, bool hasReflection, string steps)
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync(hasReflection);
        using Trial trial = Trial.Of(steps, peer.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_StepDoesNotFitTheService_IsTheTestsFault)}.{what}");
    }

    [Fact]
    public async Task RunAsync_ProtoFileOfTheProject_NeedsNoReflection()
    {
        await using OrdersPeer peer = await OrdersPeer.StartAsync(hasReflection: false);
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        using TempFolder folder = new();
        WriteProject(folder, peer.Address, "message: { sku: A-1, quantity: 1 }");
        ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(transport)).Load(folder.Root);

        Assert.Empty(loaded.Diagnostics);
        Assert.Contains("protos/shop.proto", loaded.Sources.Keys);
        Assert.Contains("protos/state.proto", loaded.Sources.Keys);
        using Trial trial = new(loaded.Sources);
        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Theory]
    [InlineData("Place", "message: { sku: A-1, quantiti: 1 }", "ST1143")]
    [InlineData("Plac", "message: { sku: A-1 }", "ST1142")]
    [InlineData("Place", "messages: [{ sku: A-1 }]", "ST1144")]
    [InlineData("Place", "metadata: { traceparent: x }", "ST1145")]
    [InlineData("Place", "proto: none.proto", "ST0009")]
    public void Load_StepDoesNotFitTheFile_IsReported(string method, string further, string code)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        using TempFolder folder = new();
        WriteProject(folder, "http://127.0.0.1:1", further, method);

        ProjectLoadResult loaded = new ProjectLoader(FlowVerbs.All(transport)).Load(folder.Root);

        Assert.Equal(code, Assert.Single(loaded.Diagnostics).Code);
    }

    [Fact]
    public void Load_BrokenFile_IsReportedWhereItIsBroken()
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        using TempFolder folder = new();
        WriteProject(folder, "http://127.0.0.1:1", "message: {}");
        folder.Write("protos/state.proto", "syntax = \"proto3\";\nenum State { UNKNOWN = ; }\n");

        Diagnostic found = new ProjectLoader(FlowVerbs.All(transport)).Load(folder.Root).Diagnostics[0];

        Assert.Equal(("ST1141", "protos/state.proto", 2), (found.Code, found.Span.File, found.Span.Line));
    }

    private static ImmutableSortedDictionary<string, string> Sources(TempFolder folder)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        return new ProjectLoader(FlowVerbs.All(transport)).Load(folder.Root).Sources;
    }

    private static string SoldOut => Place.Replace("A-1", "SOLD-OUT", StringComparison.Ordinal);

    private static void WriteProject(TempFolder folder, string address, string further, string method = "Place")
    {
        string proto = further.StartsWith("proto:", StringComparison.Ordinal) ? string.Empty : "\n    proto: protos/shop.proto";
        folder.Write("seatrial.yaml", $"project: shop\nservices: {{ shop: {{}} }}\nenvironments: {{ local: {{ services: {{ shop: '{address}' }} }} }}\n");
        folder.Write("flows/flow.flow.yaml", $"flow: A journey\nsteps:\n  - grpc: '{{{{ shop }}}}/shop.v1.Orders/{method}'{proto}\n    {further}\n    expect: {{ status: OK }}\n");
        folder.Write("protos/state.proto", "syntax = \"proto3\";\npackage shop.v1;\nenum State { STATE_UNKNOWN = 0; PENDING = 1; PAID = 2; }\n");
        folder.Write("protos/shop.proto", """
            syntax = "proto3";
            package shop.v1;
            import "state.proto";
            import "google/protobuf/timestamp.proto";
            message PlaceRequest { string sku = 1; int32 quantity = 2; google.protobuf.Timestamp at = 3; }
            message Order { string id = 1; State state = 2; int64 total = 3; }
            service Orders { rpc Place(PlaceRequest) returns (Order); }
            """);
    }
}
