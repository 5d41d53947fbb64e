using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;

namespace Seatrial.Flows.Tests.Authentication;

public sealed class ProviderTests
{
    private const string Look = "  - name: Look\n    http: GET {{ shop }}/look\n    auth: guest\n    expect: { status: 200 }";

    [Theory]
    [InlineData("basic: { user: alice, password: '{{ pass }}' }", "Basic YWxpY2U6Y2FuYXJ5LXBhc3M=")]
    [InlineData("bearer: '{{ pass }}'", "Bearer canary-pass")]
    [InlineData("oauth2: { grant: password, token: '{{ shop }}/token', client: web, user: alice, password: '{{ pass }}' }", "Bearer canary-token")]
    public async Task RunAsync_Provider_SendsItsHeaderAndHidesIt(string provider, string expected)
    {
        await using FakeService shop = await ServiceAsync(Results.Json(new { access_token = "canary-token", expires_in = "60" }));
        using Trial trial = Of(shop.Address, provider);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(expected, shop.Seen.Last().Headers["Authorization"]);
        Assert.DoesNotContain(trial.Sink.Exchanges[0]!.Request.Headers, header => header.Value.Contains(expected[7..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_PasswordGrant_NamesUserAndClientInTheBody()
    {
        await using FakeService shop = await ServiceAsync(Results.Json(new { access_token = "canary-token" }));
        using Trial trial = Of(shop.Address, "oauth2: { grant: password, token: '{{ shop }}/token', client: web, user: alice, password: '{{ pass }}' }");

        await trial.RunAsync();

        Assert.Equal("grant_type=password&username=alice&password=canary-pass&client_id=web", shop.Seen.First().Body);
    }

    [Theory]
    [InlineData("<html>", "answered 200, but not with JSON")]
    [InlineData("{\"token\":\"x\"}", "answered 200 without an access_token")]
    public async Task RunAsync_MalformedTokenAnswer_IsAFailureOfAuthentication(string answer, string expected)
    {
        await using FakeService shop = await ServiceAsync(Results.Text(answer));
        using Trial trial = Of(shop.Address, "oauth2: { grant: password, token: '{{ shop }}/token', client: web, user: alice, password: '{{ pass }}' }");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Authentication, result.Failure!.Kind);
        Assert.Equal("shop", result.Failure.Target);
        Assert.Contains(expected, result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_IssuerUnreachable_IsAFailureOfAuthentication()
    {
        await using FakeService shop = await ServiceAsync(Results.Ok());
        using Trial trial = Of(shop.Address, $"oauth2: {{ grant: client_credentials, token: '{RawPeer.Nowhere()}', client: web, secret: '{{{{ pass }}}}' }}");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Authentication, result.Failure!.Kind);
        Assert.Equal(TransportFault.ConnectionRefused, result.Failure.Fault);
        Assert.Null(result.Failure.Target);
        Assert.Contains("Connection refused", result.Failure.Message, StringComparison.Ordinal);
        Assert.False(result.AnyAnswer);
    }

    private static Trial Of(string address, string provider) =>
        Trial.Of(Look, address, more: $"secrets:\n  pass: {{ file: pass }}\ntokens:\n  guest:\n    {provider}").WithSecret("pass", "canary-pass");

    private static Task<FakeService> ServiceAsync(IResult token) => FakeService.StartAsync(app =>
    {
        app.MapPost("/token", () => token);
        app.MapGet("/look", static () => "ok");
    });
}
