using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shop.Identity.Keys;

namespace Shop.Tests;

public sealed class IdentityTests(IdentityFixture identity)
{
    [Fact]
    public async Task Token_ForAService_IsGoodAtTheCallee()
    {
        var claims = Claims(await identity.TokenAsync("orders-service", "payments.write"));

        Assert.Equal("shop-payments", claims.GetProperty("aud").GetString());
        Assert.Equal("orders-service", claims.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Token_ForAUser_NamesThem()
    {
        var claims = Claims(await identity.SignInAsync("alice"));

        Assert.Equal("alice", claims.GetProperty("sub").GetString());
        Assert.Equal("shop", claims.GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("shop-web", "wrong-secret", "shop", "invalid_client")]
    [InlineData("nobody", "test-client-secret", "shop", "invalid_client")]
    [InlineData("shop-web", "test-client-secret", "payments.write", "invalid_scope")]
    public async Task Token_ForWhomItIsNotMeant_IsRefused(string client, string secret, string scope, string error)
    {
        using var answer = await identity.RequestAsync(
            ("grant_type", "client_credentials"), ("client_id", client), ("client_secret", secret), ("scope", scope));

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(error, body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Token_WrongPassword_IsRefused()
    {
        using var answer = await identity.RequestAsync(
            ("grant_type", "password"), ("client_id", "shop-web"), ("scope", "shop"),
            ("username", "alice"), ("password", "wrong"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public void Keys_AfterARestart_AreTheSame()
    {
        var folder = Directory.CreateTempSubdirectory("shop-keys");

        Assert.Equal(KeyFiles.Signing(folder.FullName).KeyId, KeyFiles.Signing(folder.FullName).KeyId);
        Assert.Equal(KeyFiles.Encryption(folder.FullName).Key, KeyFiles.Encryption(folder.FullName).Key);
        folder.Delete(recursive: true);
    }

    private static JsonElement Claims(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        var padded = payload.PadRight((payload.Length + 3) / 4 * 4, '=');
        return JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(padded));
    }
}
