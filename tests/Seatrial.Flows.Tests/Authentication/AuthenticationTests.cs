using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Authentication;

public sealed class AuthenticationTests
{
    private const string Look = "  - name: Look\n    http: GET {{ shop }}/look\n    auth: guest\n    expect: { status: 200 }";

    private const string Project = """
        secrets:
          client-secret: { file: client-secret }
        tokens:
          guest:
            oauth2: { grant: client_credentials, issuer: '{{ shop }}', client: shop-web, secret: '{{ client-secret }}', scope: shop }
        """;

    [Fact]
    public async Task RunAsync_ManyFlowsAtOnce_DiscoverAndFetchOneToken()
    {
        await using FakeService shop = await IssuerAsync();
        using Trial trial = Trial.Of(Look, shop.Address, more: Project).WithSecret("client-secret", "canary/client+secret");

        FlowAttemptResult[] results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            trial.Runner.RunAsync(Trial.Attempt(seed: i), new RecordingSink(), TestContext.Current.CancellationToken)));

        Assert.All(results, static result => Assert.Null(result.Failure));
        SeenRequest asked = Assert.Single(shop.Seen, static seen => seen.Path == "/token");
        Assert.Equal("grant_type=client_credentials&scope=shop", asked.Body);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("shop-web:canary%2Fclient%2Bsecret")), asked.Headers["Authorization"]);
        Assert.Contains("seatrial.run=r1", asked.Headers["baggage"], StringComparison.Ordinal);
        Assert.Contains("traceparent", asked.Headers.Keys);
        Assert.All(shop.Seen.Where(static seen => seen.Path == "/look"), static seen => Assert.Equal("Bearer canary-token-1", seen.Headers["Authorization"]));
    }

    [Fact]
    public async Task RunAsync_IssuerWantsTheSecretInTheBody_SendsItThere()
    {
        await using FakeService shop = await IssuerAsync(requireBody: true);
        using Trial trial = Trial.Of(Look, shop.Address, more: Project).WithSecret("client-secret", "canary/client+secret");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Contains("client_secret=canary%2Fclient%2Bsecret", shop.Seen.Last(static seen => seen.Path == "/token").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WrongCredentials_SaysWhoRefusedAndWhy()
    {
        await using FakeService shop = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/.well-known/openid-configuration", static (HttpRequest request) => Results.Json(new { token_endpoint = $"http://{request.Host}/token" }));
            app.MapPost("/token", static () => Results.Json(new { error = "invalid_client", error_description = "The client 'shop-web' is not known." }, statusCode: 401));
        });
        using Trial trial = Trial.Of(Look, shop.Address, more: Project).WithSecret("client-secret", "canary/client+secret");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Authentication, result.Failure!.Kind);
        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        Assert.DoesNotContain("/look", shop.Seen.Select(static seen => seen.Path));
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_ResourceRefusesTheToken_IsNotAskedAgain()
    {
        await using FakeService shop = await IssuerAsync(look: 401);
        using Trial trial = Trial.Of(Look, shop.Address, more: Project).WithSecret("client-secret", "canary/client+secret");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        Assert.Single(shop.Seen, static seen => seen.Path == "/look");
        Assert.Single(shop.Seen, static seen => seen.Path == "/token");
    }

    [Fact]
    public async Task RunAsync_SecretsPlantedEverywhere_LeaveNoTraceInAnyForm()
    {
        const string canary = "canary \"key\" <&> /é+1";
        await using FakeService shop = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/.well-known/openid-configuration", static (HttpRequest request) => Results.Json(new { token_endpoint = $"http://{request.Host}/token" }));
            app.MapPost("/token", static () => Results.Json(new { access_token = "canary-token-1", expires_in = 3600 }));
            app.MapPost("/look", static (HttpRequest request, HttpResponse response) =>
            {
                response.Headers["X-Echo"] = request.Headers.Authorization.ToString();
                string key = request.Query["key"].ToString();
                return Results.Json(
                    new
                    {
                        key,
                        b64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("x" + key)),
                        hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key)),
                        issued = "canary-issued-9",
                    },
                    statusCode: 500);
            });
        });
        using Trial trial = Trial.Of(
            "  - name: Look\n    http: POST {{ shop }}/look\n    auth: guest\n    query: { key: '{{ key }}' }\n    headers: { X-Key: '{{ client-secret }}' }\n    json: { k: '{{ key }}' }\n    expect: { status: 200, $.key: nothing, $.issued: '{{ key }}' }\n    capture: { issued: { from: $.issued, secret: true } }",
            shop.Address,
            more: Project.Replace("tokens:", "  key: { file: key }\ntokens:", StringComparison.Ordinal)).WithSecret("client-secret", "canary/client+secret").WithSecret("key", canary);

        FlowAttemptResult result = await trial.RunAsync();

        StepExchange exchange = trial.Sink.Exchanges[0]!;
        string everything = string.Join('\n', [
            result.Failure!.Message,
            .. trial.Sink.Steps.SelectMany(static step => step.Checks).Select(static check => $"{check}"),
            $"{trial.Sink.Steps[0]}",
            exchange.Request.StartLine,
            .. exchange.Request.Headers.Select(static header => $"{header}"),
            exchange.Request.Body!,
            .. exchange.Response!.Headers.Select(static header => $"{header}"),
            exchange.Response.Body!,
            exchange.Curl!,
        ]);
        Assert.Contains("***", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canary)), everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))[4..16], everything, StringComparison.Ordinal);
    }

    private static Task<FakeService> IssuerAsync(bool requireBody = false, int look = 200) => FakeService.StartAsync(app =>
    {
        int issued = 0;
        app.MapGet("/.well-known/openid-configuration", static (HttpRequest request) => Results.Json(new { token_endpoint = $"http://{request.Host}/token" }));
        app.MapPost("/token", (HttpRequest request) => requireBody && request.Headers.Authorization.Count > 0
            ? Results.Json(new { error = "invalid_client" }, statusCode: 401)
            : Results.Json(new { access_token = $"canary-token-{Interlocked.Increment(ref issued)}", expires_in = 3600 }));
        app.MapGet("/look", () => Results.StatusCode(look));
    });
}
