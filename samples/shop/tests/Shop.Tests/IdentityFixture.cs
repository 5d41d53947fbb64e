using System.Net.Http.Json;
using System.Text.Json;
using Shop.Identity;

[assembly: AssemblyFixture(typeof(Shop.Tests.IdentityFixture))]

namespace Shop.Tests;

/// <summary>The real identity service, for all tests: tokens are never faked.</summary>
public sealed class IdentityFixture : IAsyncLifetime
{
    private RunningService? _service;

    public RunningService Service => _service ?? throw new InvalidOperationException("Not started.");

    public (string Key, string Value) Setting => ("Services:Identity", Service.Address);

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync(IdentityService.Build);

    public ValueTask DisposeAsync() => _service?.DisposeAsync() ?? default;

    public async Task<string> TokenAsync(string client, string scope)
    {
        var answer = await RequestAsync(("grant_type", "client_credentials"), ("client_id", client), ("scope", scope));
        return await AccessTokenAsync(answer);
    }

    public async Task<string> SignInAsync(string user)
    {
        var answer = await RequestAsync(
            ("grant_type", "password"), ("client_id", "shop-web"), ("scope", "shop"),
            ("username", user), ("password", "test-user-password"));
        return await AccessTokenAsync(answer);
    }

    public Task<HttpResponseMessage> RequestAsync(params (string Key, string Value)[] form)
    {
        var fields = form
            .Append(("client_secret", "test-client-secret"))
            .DistinctBy(field => field.Item1, StringComparer.Ordinal)
            .Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2));
        return Service.Http.PostAsync(
            "connect/token", new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
    }

    private static async Task<string> AccessTokenAsync(HttpResponseMessage answer)
    {
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken);
        return body.GetProperty("access_token").GetString()!;
    }
}
