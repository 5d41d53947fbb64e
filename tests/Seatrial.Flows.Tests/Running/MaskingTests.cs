using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;

namespace Seatrial.Flows.Tests.Running;

/// <summary>What is secret is in nothing that a run leaves behind, wherever a text is cut or reflowed.</summary>
public sealed class MaskingTests
{
    private const string Key = "-----BEGIN KEY-----\ncanary-line-one\ncanary-line-two\n-----END KEY-----";

    private const string Secrets = "secrets:\n  key: { file: key }";

    [Theory]
    [InlineData(0, "\n")]
    [InlineData(0, "\r\n")]
    [InlineData(270, "\n")]
    [InlineData(65_500, "\n")]
    [InlineData(65_530, "\r\n")]
    public async Task RunAsync_AnswerHoldsASecretOfManyLines_NoPartOfItIsLeft(int before, string lineBreak)
    {
        string body = new string('x', before) + Key.ReplaceLineEndings(lineBreak) + new string('y', 1000);
        await using FakeService shop = await FakeService.StartAsync(app => app.MapPost("/", () => Results.Text(body, statusCode: 500)));
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: POST {{ shop }}/\n    text: '{{ key }}'\n    expect: { status: 200, body: { contains: nothing } }\n    cleanup:\n      - http: POST {{ shop }}/",
            shop.Address,
            more: Secrets).WithSecret("key", Key);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Contains("***", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LongAnswer_IsCutAtTheLimit()
    {
        await using FakeService shop = await FakeService.StartAsync(static app => app.MapGet("/", static () => new string('é', 50_000)));
        using Trial trial = Trial.Of("  - name: Look\n    http: GET {{ shop }}/\n    expect: { status: 200 }", shop.Address);

        await trial.RunAsync();

        ExchangeMessage response = trial.Sink.Exchanges[0]!.Response!;
        Assert.True(response.IsBodyCut);
        Assert.Equal(65_536, Encoding.UTF8.GetByteCount(response.Body!));
    }

    [Fact]
    public async Task RunAsync_SecretObjectIsCaptured_EveryTextInItIsMasked()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/login", static () => Results.Json(new { session = new { tokens = (List<string>)["canary-first", "canary-second"], number = 12345678, ttl = 60 } }));
            app.MapGet("/echo", static () => Results.Json(new { other = "canary-second", id = "x12345678x" }, statusCode: 500));
        });
        using Trial trial = Trial.Of(
            "  - name: Sign in\n    http: GET {{ shop }}/login\n    capture: { session: { from: $.session, secret: true } }\n    expect: { status: 200 }\n  - name: Echo\n    http: GET {{ shop }}/echo\n    expect: { status: 200 }",
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.DoesNotContain("canary", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", trial.Everything(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upper(key)", "CANARY-KEY-VALUE")]
    [InlineData("substring(key, 0, 10)", "canary-key")]
    [InlineData("'x' + replace(key, '-', '_')", "canary_key_value")]
    [InlineData("shouted", "CANARY-KEY-VALUE")]
    public async Task RunAsync_ValueMadeOfASecretIsSent_IsMaskedToo(string expression, string sent)
    {
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/", (HttpRequest request) =>
            Results.Json(new { got = request.Headers["X-Key"].ToString(), part = sent }, statusCode: 500)));
        using Trial trial = Trial.Of(
            $"  - name: Look\n    http: GET {{{{ shop }}}}/\n    headers: {{ X-Key: \"k {{{{ {expression} }}}}\" }}\n    expect: {{ status: 200 }}",
            shop.Address,
            more: "    variables: { shouted: '{{ upper(key) }}' }\n" + Secrets).WithSecret("key", "canary-key-value");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Contains(sent, shop.Seen.Single().Headers["X-Key"], StringComparison.Ordinal);
        Assert.DoesNotContain(sent, trial.Everything(result), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("GET http://127.0.0.1:", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SecretComesWhileWaiting_IsMaskedBeforeItIsCut()
    {
        string token = "canary" + string.Concat(Enumerable.Range(0, 100).Select(static i => $"-{i}"));
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Json(new { token, state = "failed" })));
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: GET {{ shop }}/\n    until: { within: 5s, expect: { $.state: paid, body: { contains: nothing } }, stopOn: { $.state: failed } }\n    capture: { token: { from: $.token, secret: true } }\n    expect: { status: 200 }",
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Assert.DoesNotContain("canary", trial.Everything(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"9-8-7\"")]
    [InlineData("98787")]
    [InlineData("[ \"9-8-7\" ]")]
    public async Task RunAsync_CapturedSecretIsTooShort_FailsAndShowsNothing(string pin)
    {
        await using FakeService shop = await FakeService.StartAsync(app =>
            app.MapGet("/", () => Results.Text($$"""{"pin":{{pin}}}""", "application/json")));
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: GET {{ shop }}/\n    capture: { pin: { from: $.pin, secret: true } }\n    expect: { status: 200, body: nothing }",
            shop.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains("what is captured as the secret 'pin' has fewer than 6 characters", result.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("9-8-7", trial.Everything(result), StringComparison.Ordinal);
        Assert.DoesNotContain("98787", trial.Everything(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RedirectedElsewhere_NoHeaderMadeOfASecretFollows()
    {
        await using FakeService other = await FakeService.StartAsync(static app => app.MapGet("/", static () => "there"));
        await using FakeService shop = await FakeService.StartAsync(app => app.MapGet("/", () => Results.Redirect(other.Address)));
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: GET {{ shop }}/\n    headers: { X-Plain: '{{ key }}' }\n    expect: { status: 200 }",
            shop.Address,
            more: Secrets).WithSecret("key", "canary-key-value");

        Assert.Null((await trial.RunAsync()).Failure);
        Assert.Equal("canary-key-value", Assert.Single(shop.Seen).Headers["X-Plain"]);
        Assert.DoesNotContain("X-Plain", Assert.Single(other.Seen).Headers.Keys);
    }
}
