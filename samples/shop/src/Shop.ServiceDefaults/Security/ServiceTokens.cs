using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shop.ServiceDefaults.Calls;
using Shop.ServiceDefaults.Hosting;

namespace Shop.ServiceDefaults.Security;

/// <summary>Tokens of this service for calls to others: one a scope, kept until shortly before it expires.</summary>
public sealed class ServiceTokens(
    HttpClient http, ServiceAddresses addresses, ServiceIdentity identity, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Held> _tokens = new(StringComparer.Ordinal);

    /// <summary>Drops a token that was refused, so that the next call brings a fresh one.</summary>
    public void Forget(string scope) => _tokens.TryRemove(scope, out _);

    /// <summary>A token for the scope.</summary>
    public async Task<string> GetAsync(string scope, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(scope, out var held) && held.GoodUntil > time.GetUtcNow())
        {
            return held.Token;
        }

        var answer = await RequestAsync(scope, cancellationToken);
        var lifetime = TimeSpan.FromSeconds(answer.ExpiresIn);
        var fresh = new Held(answer.AccessToken, time.GetUtcNow() + lifetime - Min(Margin, lifetime / 2));
        _tokens[scope] = fresh;
        return fresh.Token;
    }

    private async Task<TokenAnswer> RequestAsync(string scope, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", identity.ClientId),
            new("client_secret", configuration["Shop:ClientSecret"] ?? ""),
            new("scope", scope),
        ]);
        using var response = await http.PostAsync(
            new Uri(addresses["Identity"], "connect/token"), form, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new ServiceCallException("identity", $"No token for scope {scope}: {(int)response.StatusCode} {body}")
            {
                Status = (int)response.StatusCode,
            };
        }

        return JsonSerializer.Deserialize<TokenAnswer>(body)
            ?? throw new ServiceCallException("identity", $"No token for scope {scope}: the answer is empty.");
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record Held(string Token, DateTimeOffset GoodUntil);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
