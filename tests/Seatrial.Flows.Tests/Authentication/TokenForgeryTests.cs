using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Seatrial.Flows.Authentication;
using Seatrial.Project.Boundaries;

namespace Seatrial.Flows.Tests.Authentication;

/// <summary>Forged tokens differ from the genuine one in what the attack is about, and in nothing that would have them refused for another reason.</summary>
public sealed class TokenForgeryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ECDsa IssuersKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static JsonWebToken Genuine => JsonWebToken.Parse(Signed(
        new JsonObject { ["alg"] = "ES256", ["kid"] = "k1", ["typ"] = "at+jwt" },
        new JsonObject { ["sub"] = "alice", ["iss"] = "https://id.example/", ["aud"] = new JsonArray("orders"), ["exp"] = Now.AddHours(1).ToUnixTimeSeconds() }))!;

    [Theory]
    [InlineData(TokenAttack.Expired, "exp")]
    [InlineData(TokenAttack.WrongAudience, "aud")]
    [InlineData(TokenAttack.WrongIssuer, "iss")]
    [InlineData(TokenAttack.Tampered, "jti")]
    [InlineData(TokenAttack.WrongKey, null)]
    [InlineData(TokenAttack.NoneAlgorithm, null)]
    public void Only_the_claim_of_the_attack_is_changed(TokenAttack attack, string? changed)
    {
        JsonWebToken forged = JsonWebToken.Parse(TokenForgery.Of(attack, Genuine, Now))!;

        string[] different =
        [
            .. forged.Claims.Select(static c => c.Key).Union(Genuine.Claims.Select(static c => c.Key))
                .Where(name => forged.Claims[name]?.ToJsonString() != Genuine.Claims[name]?.ToJsonString() && name is not ("iat" or "nbf")),
        ];
        Assert.Equal(changed is null ? [] : [changed], different);
        Assert.Equal("alice", (string?)forged.Claims["sub"]);
    }

    [Theory]
    [InlineData(TokenAttack.Expired)]
    [InlineData(TokenAttack.WrongAudience)]
    [InlineData(TokenAttack.WrongIssuer)]
    [InlineData(TokenAttack.WrongKey)]
    public void What_is_signed_anew_says_the_issuers_key_and_is_not_signed_with_it(TokenAttack attack)
    {
        string token = TokenForgery.Of(attack, Genuine, Now);
        JsonWebToken forged = JsonWebToken.Parse(token)!;

        Assert.Equal(("ES256", "k1"), ((string?)forged.Header["alg"], (string?)forged.Header["kid"]));
        Assert.False(Verifies(token));
        Assert.Equal(64, Base64Url.DecodeFromChars(forged.Signature).Length);
    }

    [Fact]
    public void A_tampered_token_keeps_the_issuers_signature()
    {
        JsonWebToken genuine = Genuine;
        string token = TokenForgery.Of(TokenAttack.Tampered, genuine, Now);

        Assert.EndsWith($".{genuine.Signature}", token, StringComparison.Ordinal);
        Assert.False(Verifies(token));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    public void A_token_without_algorithm_has_no_signature(string spelling)
    {
        string token = TokenForgery.Of(TokenAttack.NoneAlgorithm, Genuine, Now, spelling);

        Assert.EndsWith(".", token, StringComparison.Ordinal);
        Assert.Equal(spelling, (string?)JsonWebToken.Parse(token)!.Header["alg"]);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("ES512")]
    [InlineData("RS256")]
    [InlineData("PS512")]
    [InlineData("HS256")]
    public void A_token_that_brings_its_key_is_signed_with_it_and_with_no_other(string algorithm)
    {
        JsonWebToken genuine = Genuine with { Header = new JsonObject { ["alg"] = algorithm, ["kid"] = "k1" } };

        string token = TokenForgery.Of(TokenAttack.EmbeddedKey, genuine, Now);

        JsonWebToken forged = JsonWebToken.Parse(token)!;
        JsonNode jwk = forged.Header["jwk"]!;
        byte[] text = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        byte[] signature = Base64Url.DecodeFromChars(forged.Signature);
        byte[] Part(string name) => Base64Url.DecodeFromChars((string)jwk[name]!);
        HashAlgorithmName hash = new($"SHA{((string)forged.Header["alg"]!)[2..]}");
        if ((string)jwk["kty"]! == "RSA")
        {
            using RSA key = RSA.Create(new RSAParameters { Modulus = Part("n"), Exponent = Part("e") });
            Assert.True(key.VerifyData(text, signature, hash, algorithm[0] == 'R' ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss));
        }
        else
        {
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Part("x"), Y = Part("y") } });
            Assert.True(key.VerifyData(text, signature, hash));
        }

        Assert.Null(forged.Header["kid"]);
    }

    [Theory]
    [InlineData("RS256", 256)]
    [InlineData("PS384", 256)]
    [InlineData("HS512", 64)]
    [InlineData("ES256", 64)]
    [InlineData("EdDSA", 64)]
    public void Every_usual_algorithm_can_be_signed(string algorithm, int bytes)
    {
        JsonWebToken genuine = Genuine with { Header = new JsonObject { ["alg"] = algorithm } };

        JsonWebToken forged = JsonWebToken.Parse(TokenForgery.Of(TokenAttack.WrongKey, genuine, Now))!;

        Assert.Equal(bytes, Base64Url.DecodeFromChars(forged.Signature).Length);
    }

    [Fact]
    public void Any_text_is_a_token_or_none() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["eyJ.-_="], 0, 60], Gen.Select(Gen.String, Gen.String, static (a, b) => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(a))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(b))}.x"))
            .Sample(static text => _ = JsonWebToken.Parse(text));

    private static string Signed(JsonObject header, JsonObject claims)
    {
        string text = $"{JsonWebToken.Write(header)}.{JsonWebToken.Write(claims)}";
        return $"{text}.{Base64Url.EncodeToString(IssuersKey.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static bool Verifies(string token)
    {
        int end = token.LastIndexOf('.');
        return IssuersKey.VerifyData(Encoding.ASCII.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)), HashAlgorithmName.SHA256);
    }
}
