using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;

namespace Seatrial.Flows.Tests.Http;

/// <summary>Values of answers stay where they were written in an address: none changes the host, and none leaves its segment.</summary>
public sealed class AddressTests
{
    private const string Project = "    variables: { base: /v1 }\nsecrets:\n  key: { file: key }\ntokens:\n  guest:\n    bearer: '{{ key }}'";

    [Theory]
    [InlineData("@127.0.0.1:1/steal", "begin the path with a slash: /{{ next }}")]
    [InlineData(".evil.example", "begin the path with a slash")]
    [InlineData(":99", "begin the path with a slash")]
    [InlineData("99", "begin the path with a slash")]
    [InlineData("/cart", "say that it is a path with {{ raw(next) }}")]
    public async Task RunAsync_ValueWouldChangeTheHost_FailsAndSendsNothing(string next, string hint)
    {
        await using FakeService shop = await GivingAsync(next);
        using Trial trial = Taking(shop, "GET {{ shop }}{{ next }}");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains("`next` would change the host the request goes to, in {{ shop }}{{ next }}", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(hint, result.Failure.Message, StringComparison.Ordinal);
        Assert.Single(shop.Seen);
    }

    [Theory]
    [InlineData("x/../../admin", "GET {{ shop }}/things/{{ next }}", "GET /things/x%2F..%2F..%2Fadmin")]
    [InlineData("../admin", "GET {{ shop }}/things/{{ next }}/x", "GET /things/..%2Fadmin/x")]
    [InlineData("a?b#c d&e", "GET {{ shop }}/things/{{ next }}", "GET /things/a%3Fb%23c%20d%26e")]
    [InlineData("a&b=c#d", "GET {{ shop }}/things?q={{ next }}&z=1", "GET /things?q=a%26b%3Dc%23d&z=1")]
    [InlineData("A-1_2.3~é", "GET {{ shop }}/things/v{{ next }}", "GET /things/vA-1_2.3~%C3%A9")]
    [InlineData("/things/1?x=y", "GET {{ shop }}{{ raw(next) }}", "GET /things/1?x=y")]
    [InlineData("a/b", "GET {{ shop }}/things/{{ raw(next) }}", "GET /things/a/b")]
    [InlineData("7", "GET {{ shop }}{{ base }}/things/{{ next }}", "GET /v1/things/7")]
    [InlineData("", "GET {{ shop }}/things?q={{ next }}", "GET /things?q=")]
    public async Task RunAsync_ValueInAnAddress_StaysWhereItIsWritten(string next, string line, string seen)
    {
        await using FakeService shop = await GivingAsync(next);
        using Trial trial = Taking(shop, line);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal($"{seen} HTTP/1.1", trial.Sink.Exchanges[1]!.Request.StartLine.Replace(shop.Address, string.Empty, StringComparison.Ordinal));
        Assert.Equal("Bearer canary-key", shop.Seen.Last().Headers["Authorization"]);
    }

    [Theory]
    [InlineData("", "DELETE {{ shop }}/things/{{ next }}", "is empty")]
    [InlineData("", "DELETE {{ shop }}/things/{{ next }}?all=1", "is empty")]
    [InlineData("..", "DELETE {{ shop }}/things/{{ next }}", "makes a segment of dots")]
    [InlineData(".", "DELETE {{ shop }}/things/.{{ next }}/x", "makes a segment of dots")]
    [InlineData(null, "DELETE {{ shop }}/things/{{ next }}", "is null, which names nothing in a path")]
    [InlineData("a", "DELETE {{ shop }}/things/{{ all }}", "is object, which names nothing in a path")]
    public async Task RunAsync_ValueNamesNothing_FailsAndSendsNothing(string? next, string line, string why)
    {
        await using FakeService shop = await GivingAsync(next);
        using Trial trial = Taking(shop, line);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Assert.Contains(why, result.Failure.Message, StringComparison.Ordinal);
        Assert.Single(shop.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(null)]
    public async Task RunAsync_CleanupWouldNameNothing_IsInDoubt(string? next)
    {
        await using FakeService shop = await GivingAsync(next);
        using Trial trial = Trial.Of(
            "  - name: Ask\n    http: GET {{ shop }}/next\n    capture: { next: $.next }\n    expect: { status: 200 }\n    cleanup:\n      - http: DELETE {{ shop }}/things/{{ next }}",
            shop.Address);

        await trial.RunAsync();

        Assert.Equal(CleanupOutcome.InDoubt, Assert.Single(trial.Sink.Cleaned).Value.Outcome);
        Assert.Single(shop.Seen);
    }

    [Fact]
    public async Task RunAsync_WholeAddressFromAnAnswer_GetsAuthOnlyAtAServiceOfTheEnvironment()
    {
        await using FakeService other = await FakeService.StartAsync(static app => app.MapFallback("{**all}", static () => Results.StatusCode(401)));
        await using FakeService shop = await FakeService.StartAsync(app =>
        {
            app.MapGet("/next", static (HttpRequest request) => Results.Json(new { next = $"http://{request.Host}/things/7?x=%20" }));
            app.MapGet("/away", () => Results.Json(new { next = other.Address + "/steal" }));
            app.MapFallback("{**all}", static () => "ok");
        });
        using Trial home = Taking(shop, "GET {{ next }}");
        using Trial away = Taking(shop, "GET {{ next }}", from: "/away");

        FlowAttemptResult one = await home.RunAsync();
        FlowAttemptResult two = await away.RunAsync();

        Assert.Null(one.Failure);
        Assert.Equal("Bearer canary-key", shop.Seen.Single(static seen => seen.Path == "/things/7?x=%20").Headers["Authorization"]);
        Assert.DoesNotContain("Authorization", Assert.Single(other.Seen).Headers.Keys);
        Assert.Contains($"auth was withheld: {other.Address} came from an answer and is no service of this environment", two.Failure!.Message, StringComparison.Ordinal);
        Assert.StartsWith("auth was withheld", away.Sink.Exchanges[1]!.Note, StringComparison.Ordinal);
    }

    private static Trial Taking(FakeService shop, string line, string from = "/next") =>
        Trial.Of(
            $"  - name: Ask\n    http: GET {{{{ shop }}}}{from}\n    capture: {{ next: $.next, all: $ }}\n    expect: {{ status: 200 }}\n  - name: Go\n    http: {line}\n    auth: guest\n    expect: {{ status: 200 }}",
            shop.Address,
            more: Project).WithSecret("key", "canary-key");

    private static Task<FakeService> GivingAsync(string? next) => FakeService.StartAsync(app =>
    {
        app.MapGet("/next", () => Results.Json(new { next }));
        app.MapFallback("{**all}", static () => "ok");
    });
}
