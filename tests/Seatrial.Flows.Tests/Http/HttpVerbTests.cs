using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Tests.Http;

public sealed class HttpVerbTests : IDisposable
{
    private readonly HttpTransport _transport = new(new HttpTransportOptions { MaxBodyBytes = 100_000 }, TimeProvider.System);
    private readonly AttemptMemory _state = new();

    [Fact]
    public async Task ExecuteAsync_AnyRequest_CarriesTheRunsIdentity()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/", static () => "hi"));

        await ActAsync(Nodes.Map(("http", "GET " + service.Address), ("headers", Nodes.Map(("baggage", "mine=1")))));

        SeenRequest seen = Assert.Single(service.Seen);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03", seen.Headers["traceparent"]);
        Assert.Equal("seatrial.project=shop,seatrial.run=r%201,seatrial.flow=orders%2Fcheckout,seatrial.step=place,mine=1", seen.Headers["baggage"]);
        Assert.Equal("true", seen.Headers["Seatrial-Synthetic"]);
        Assert.StartsWith("seatrial/", seen.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_QueryFormAndHeaders_AreEncodedAndRepeated()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapPost("/f", static () => Results.NoContent()));

        await ActAsync(Nodes.Map(
            ("http", $"POST {service.Address}/f?a=1"),
            ("query", Nodes.Map(("b", "x & y"), ("c", new object?[] { 1, 2 }), ("none", null))),
            ("headers", Nodes.Map(("X-Many", new object?[] { "1", "2" }), ("Content-Language", "de"))),
            ("form", Nodes.Map(("name", "Zoë B"), ("n", 1)))));

        SeenRequest seen = Assert.Single(service.Seen);
        Assert.Equal("/f?a=1&b=x%20%26%20y&c=1&c=2", seen.Path);
        Assert.Equal("name=Zo%C3%AB+B&n=1", seen.Body);
        Assert.Equal("application/x-www-form-urlencoded", seen.Headers["Content-Type"]);
        Assert.Equal("1,2", seen.Headers["X-Many"].Replace(" ", string.Empty, StringComparison.Ordinal));
        Assert.Equal("de", seen.Headers["Content-Language"]);
    }

    [Fact]
    public async Task ExecuteAsync_JsonBody_IsSentAndTheAnswerCanBeRead()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapPost("/o", static (HttpContext context) =>
        {
            context.Response.Headers.Append("X-Part", "a");
            context.Response.Headers.Append("X-Part", "b");
            context.Response.Cookies.Append("sid", "s1");
            return Results.Json(new { id = 7 }, statusCode: 201);
        }));

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"POST {service.Address}/o"), ("json", Nodes.Map(("sku", "A"), ("n", 1)))));

        Assert.Equal("""{"sku":"A","n":1}""", Assert.Single(service.Seen).Body);
        Assert.Equal("201", answer.Subject("status").ToText());
        Assert.Equal("a, b", answer.Subject("header.x-part").ToText());
        Assert.Equal("s1", answer.Subject("cookie.sid").ToText());
        Assert.False(answer.Subject("cookie.other").Exists);
        Assert.False(answer.Subject("rows").Exists);
        Assert.Equal(7, answer.Document(out string? whyNot).GetProperty("id").GetInt32());
        Assert.Null(whyNot);
        Assert.Equal($"POST {service.Address}/o HTTP/1.1", answer.Exchange.Request.StartLine);
        Assert.Equal("HTTP/1.1 201 Created", answer.Exchange.Response!.StartLine);
        Assert.Equal("""{"id":7}""", answer.Exchange.Response.Body);
    }

    [Fact]
    public async Task ExecuteAsync_CookiesSet_AreSentByLaterStepsOfTheAttemptOnly()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/", static (HttpContext context) =>
            context.Response.Cookies.Append("sid", "s1")));

        await ActAsync(Nodes.Map(("http", $"GET {service.Address}/")));
        await ActAsync(Nodes.Map(("http", $"GET {service.Address}/"), ("cookies", Nodes.Map(("extra", "e")))));
        await using AttemptMemory other = new();
        await ActAsync(Nodes.Map(("http", $"GET {service.Address}/")), other);

        Assert.Equal(
            [null, "sid=s1; extra=e", null],
            service.Seen.Select(static seen => seen.Headers.GetValueOrDefault("Cookie")));
    }

    [Fact]
    public async Task ExecuteAsync_GetRedirected_FollowsAndKeepsCookies()
    {
        await using FakeService service = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/a", static (HttpContext context) =>
            {
                context.Response.Cookies.Append("sid", "s1");
                return Results.Redirect("/b");
            });
            app.MapGet("/b", static () => "there");
        });

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"GET {service.Address}/a")));

        Assert.Equal("there", answer.Subject("body").ToText());
        Assert.Equal("s1", answer.Subject("cookie.sid").ToText());
        Assert.Equal("sid=s1", service.Seen.Last().Headers["Cookie"]);
    }

    [Fact]
    public async Task ExecuteAsync_PostRedirected_IsAnsweredWithTheRedirectUnlessAskedFor()
    {
        await using FakeService service = await FakeService.StartAsync(static app =>
        {
            app.MapPost("/a", static () => Results.Redirect("/b"));
            app.MapGet("/b", static () => "there");
        });

        StepAnswer kept = await ActAsync(Nodes.Map(("http", $"POST {service.Address}/a"), ("json", 1)));
        StepAnswer followed = await ActAsync(Nodes.Map(("http", $"POST {service.Address}/a"), ("json", 1), ("redirects", true)));

        Assert.Equal("302", kept.Subject("status").ToText());
        Assert.Equal("there", followed.Subject("body").ToText());
        Assert.Equal(["POST /a", "POST /a", "GET /b"], service.SeenLines);
    }

    [Fact]
    public async Task ExecuteAsync_RedirectedForever_SaysSo()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/a", static () => Results.Redirect("/a")));

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"GET {service.Address}/a"), ("redirects", 3)));

        Assert.Equal($"it followed 3 redirects and was sent on to {service.Address}/a", answer.ProtocolFailure);
        Assert.Equal(4, service.Seen.Count);
    }

    [Fact]
    public async Task ExecuteAsync_RedirectedToAnotherOrigin_LeavesCredentialsBehind()
    {
        await using FakeService other = await FakeService.StartAsync(static app => app.MapGet("/", static () => "there"));
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Redirect(other.Address)));

        await ActAsync(Nodes.Map(("http", $"GET {service.Address}/"), ("headers", Nodes.Map(("Authorization", "Bearer x")))));

        Assert.Equal("Bearer x", Assert.Single(service.Seen).Headers["Authorization"]);
        Assert.DoesNotContain("Authorization", Assert.Single(other.Seen).Headers.Keys);
    }

    [Fact]
    public async Task ExecuteAsync_RedirectedToAnotherOrigin_LeavesCookiesAndKeysBehindOnEveryHop()
    {
        await using FakeService other = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/", static () => Results.Redirect("/again"));
            app.MapGet("/again", static () => "there");
        });
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Redirect(other.Address)));

        StepAnswer answer = await ActAsync(Nodes.Map(
            ("http", $"GET {service.Address}/"),
            ("cookies", Nodes.Map(("sid", "s1"))),
            ("headers", Nodes.Map(("X-Api-Key", "k"), ("X-Auth-Token", "t"), ("Ocp-Apim-Subscription-Key", "o"), ("baggage", "mine=1"), ("X-Plain", "p"), ("Idempotency-Key", "i")))));

        Assert.Equal("sid=s1", Assert.Single(service.Seen).Headers["Cookie"]);
        Assert.Equal(2, other.Seen.Count);
        Assert.All(other.Seen, static seen =>
        {
            Assert.DoesNotContain("Cookie", seen.Headers.Keys);
            Assert.DoesNotContain("X-Api-Key", seen.Headers.Keys);
            Assert.DoesNotContain("X-Auth-Token", seen.Headers.Keys);
            Assert.DoesNotContain("Ocp-Apim-Subscription-Key", seen.Headers.Keys);
            Assert.DoesNotContain("mine", seen.Headers["baggage"], StringComparison.Ordinal);
            Assert.Equal("p", seen.Headers["X-Plain"]);
            Assert.Equal("i", seen.Headers["Idempotency-Key"]);
        });
        Assert.Equal($"credentials were left behind: the redirect leads to another origin, {other.Address}", answer.Exchange.Note);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task ExecuteAsync_BodyWouldGoToAnotherOrigin_TheRedirectIsTheAnswer(int status)
    {
        await using FakeService other = await FakeService.StartAsync(static app => app.MapPost("/", static () => "there"));
        await using FakeService service = await FakeService.StartAsync(app => app.MapPost("/", (HttpContext context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = other.Address;
        }));

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"POST {service.Address}/"), ("json", "secret"), ("redirects", true)));

        Assert.Equal($"{status}", answer.Subject("status").ToText());
        Assert.Null(answer.ProtocolFailure);
        Assert.Empty(other.Seen);
        Assert.StartsWith("the redirect was not followed: it leads to another origin", answer.Exchange.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task ExecuteAsync_CompressedAnswer_IsReadAsText(string encoding)
    {
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return Results.Bytes(Compress(encoding, """{"ok":true}"""), "application/json");
        }));

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"GET {service.Address}/")));

        Assert.Equal("""{"ok":true}""", answer.Subject("body").ToText());
    }

    [Fact]
    public async Task ExecuteAsync_BodyBeyondTheLimit_StopsReadingAndSaysSo()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/", static (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(Compress("gzip", new string('a', 5_000_000)), "text/plain");
        }));

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"GET {service.Address}/")));

        Assert.Equal("the body is longer than the limit of 100000 bytes, and reading stopped there", answer.ProtocolFailure);
        StepExchange recorded = new Redaction(new Masker(), 65_536).Of(answer.Exchange);
        Assert.Equal(65_536, recorded.Response!.Body!.Length);
        Assert.True(recorded.Response.IsBodyCut);
    }

    [Fact]
    public async Task ExecuteAsync_NotJson_SaysWhereAndWhatItIs()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/", static () => Results.Text("<html>", "text/html")));

        StepAnswer answer = await ActAsync(Nodes.Map(("http", $"GET {service.Address}/")));

        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, answer.Document(out string? whyNot).ValueKind);
        Assert.Equal("the body is not JSON (text/html; line 1, byte 1)", whyNot);
    }

    [Fact]
    public async Task ExecuteAsync_NothingListens_CannotHaveArrived()
    {
        StepTransportException fault = await FailAsync($"POST {RawPeer.Nowhere()}/o");

        Assert.Equal(TransportFault.ConnectionRefused, fault.Fault);
        Assert.False(fault.MayHaveArrived);
        Assert.Contains("Connection refused", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("POST http://127.0.0.1:", fault.Exchange!.Request.StartLine, StringComparison.Ordinal);
        Assert.Null(fault.Exchange.Response);
    }

    [Fact]
    public async Task ExecuteAsync_UnknownName_CannotHaveArrived()
    {
        StepTransportException fault = await FailAsync("POST http://no-such-host.invalid/");

        Assert.Equal(TransportFault.NameResolution, fault.Fault);
        Assert.False(fault.MayHaveArrived);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", TransportFault.ConnectionLost)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", TransportFault.Protocol)]
    [InlineData("220 mail.example ESMTP\r\n", TransportFault.Protocol)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", TransportFault.Protocol)]
    [InlineData("", TransportFault.ConnectionLost)]
    public async Task ExecuteAsync_BrokenAnswer_MayHaveArrived(string answer, TransportFault expected)
    {
        await using RawPeer peer = RawPeer.Answering(answer);

        StepTransportException fault = await FailAsync($"POST {peer.Address}/");

        Assert.Equal(expected, fault.Fault);
        Assert.True(fault.MayHaveArrived);
        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task ExecuteAsync_ResetInTheMiddle_MayHaveArrived()
    {
        await using RawPeer peer = RawPeer.Resetting("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        StepTransportException fault = await FailAsync($"POST {peer.Address}/");

        Assert.Equal(TransportFault.ConnectionLost, fault.Fault);
        Assert.True(fault.MayHaveArrived);
    }

    [Fact]
    public async Task ExecuteAsync_Cancelled_IsATimeoutThatMayHaveArrived()
    {
        using CancellationTokenSource deadline = new();
        await using RawPeer peer = RawPeer.Start(async (_, _, token) =>
        {
            await deadline.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token); // slow on purpose: this peer never answers
        });

        StepTransportException fault = await FailAsync($"POST {peer.Address}/", deadline.Token);

        Assert.Equal(TransportFault.Timeout, fault.Fault);
        Assert.True(fault.MayHaveArrived);
    }

    [Theory]
    [InlineData("GET", "ST0601")]
    [InlineData("get http://x", "ST0602")]
    [InlineData("http://x", "ST0601")]
    public void Bind_LineIsWrong_IsDiagnosed(string line, string code)
    {
        LiteralContext context = new();
        new HttpVerb(_transport).Bind(Nodes.Map(("http", line)), context);
        Assert.Equal(code, Assert.Single(context.Reported).Code);
    }

    [Fact]
    public void Bind_ManyMistakes_AllAreReported()
    {
        LiteralContext context = new();
        new HttpVerb(_transport).Bind(
            Nodes.Map(
                ("http", "GET http://x"),
                ("json", 1),
                ("text", "x"),
                ("headers", Nodes.Map(("TraceParent", "x"))),
                ("query", "a=1"),
                ("redirects", 99)),
            context);

        Assert.Equal(
            ["ST0603", "ST0604", "ST0605", "ST0606", "ST0607"],
            context.Reported.Select(static diagnostic => diagnostic.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Bind_AddressStartsWithAService_KnowsItsTarget()
    {
        IStepAction action = new HttpVerb(_transport).Bind(Nodes.Map(("http", "DELETE {{ orders }}/orders/1")), new LiteralContext("orders"))!;

        Assert.Equal("orders", action.Target);
        Assert.Equal("DELETE {{ orders }}/orders/1", action.Summary);
        Assert.True(action.IsIdempotent);
    }

    [Fact]
    public void CurlLine_QuotesEverything()
    {
        ExchangeMessage request = new(
            "POST http://x/a?b=c&d HTTP/1.1",
            [new ExchangeHeader("traceparent", "00"), new ExchangeHeader("X-Name", "it's $HOME `id`")],
            "{\"a\":\"'; rm -rf /\"}",
            20,
            false);

        Assert.Equal(
            """curl -sS -i -X POST 'http://x/a?b=c&d' -H 'X-Name: it'\''s $HOME `id`' --data-raw '{"a":"'\''; rm -rf /"}'""",
            CurlLine.Of(request));
    }

    public void Dispose() => _transport.Dispose();

    private static byte[] Compress(string encoding, string text)
    {
        using MemoryStream target = new();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest),
            "br" => new BrotliStream(target, CompressionLevel.Fastest),
            _ => new ZLibStream(target, CompressionLevel.Fastest),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return target.ToArray();
    }

    private Task<StepTransportException> FailAsync(string line, CancellationToken? cancellationToken = null) =>
        Assert.ThrowsAsync<StepTransportException>(() => ActAsync(Nodes.Map(("http", line)), null, cancellationToken));

    private async Task<StepAnswer> ActAsync(DocumentNode.Mapping step, AttemptMemory? state = null, CancellationToken? cancellationToken = null)
    {
        LiteralContext context = new();
        IRequestAction action = Assert.IsAssignableFrom<IRequestAction>(new HttpVerb(_transport).Bind(step, context));
        Assert.Empty(context.Reported);
        return await action.ExecuteAsync(
            new StepContext(
                new EmptyScope(),
                new StepIdentity("shop", "r 1", "orders/checkout", 1, "place"),
                new StepTrace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"),
                null,
                state ?? _state),
            cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
