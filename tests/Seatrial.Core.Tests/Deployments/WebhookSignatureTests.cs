using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Seatrial.Core.Deployments;

namespace Seatrial.Core.Tests.Deployments;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"1"}""");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Fact]
    public void Sign_KnownInput_GivesTheDocumentedForm() =>
        Assert.Equal(
            "t=1700000000,v1=" + Hmac("secret", "1700000000." + """{"id":"1"}"""),
            WebhookSignature.Sign("secret", Body, _clock));

    [Theory]
    [InlineData("old")]
    [InlineData("new")]
    public void Verify_EitherSecretOfARotation_IsValid(string signer) =>
        Assert.Equal(SignatureCheck.Valid, Verify(WebhookSignature.Sign(signer, Body, _clock), "old", "new"));

    [Fact]
    public void Verify_AnotherSecretOrBody_IsMismatch()
    {
        string header = WebhookSignature.Sign("secret", Body, _clock);

        Assert.Equal(SignatureCheck.Mismatch, Verify(header, "other"));
        Assert.Equal(
            SignatureCheck.Mismatch,
            WebhookSignature.Verify(header, "{}"u8, ["secret"], _clock));
    }

    [Theory]
    [InlineData(300, SignatureCheck.Valid)]
    [InlineData(-300, SignatureCheck.Valid)]
    [InlineData(301, SignatureCheck.OutsideTolerance)]
    [InlineData(-301, SignatureCheck.OutsideTolerance)]
    public void Verify_AtTheEdgeOfTolerance_HoldsFiveMinutes(int seconds, SignatureCheck expected)
    {
        string header = WebhookSignature.Sign("secret", Body, _clock);
        var later = new FakeTimeProvider(_clock.GetUtcNow().AddSeconds(seconds));

        Assert.Equal(expected, WebhookSignature.Verify(header, Body, ["secret"], later));
    }

    [Theory]
    [InlineData(null, SignatureCheck.Missing)]
    [InlineData("", SignatureCheck.Missing)]
    [InlineData("v1=00", SignatureCheck.Malformed)]
    [InlineData("t=1700000000", SignatureCheck.Malformed)]
    [InlineData("t=x,v1=0000000000000000000000000000000000000000000000000000000000000000", SignatureCheck.Malformed)]
    [InlineData("t=1,t=2,v1=0000000000000000000000000000000000000000000000000000000000000000", SignatureCheck.Malformed)]
    [InlineData("t=1700000000,v1=zz00000000000000000000000000000000000000000000000000000000000000", SignatureCheck.Malformed)]
    public void Verify_WhatIsNoSignature_SaysSo(string? header, SignatureCheck expected) =>
        Assert.Equal(expected, Verify(header, "secret"));

    [Fact]
    public void Verify_WithoutASecret_NeverAccepts() =>
        Assert.Equal(SignatureCheck.NoSecret, Verify(WebhookSignature.Sign("secret", Body, _clock)));

    [Fact]
    public void Verify_AnyHeader_NeverThrowsAndNeverAccepts() =>
        Gen.Char["tv1=,0af \u00e9"].Array[0, 120].Sample(header =>
            Assert.NotEqual(SignatureCheck.Valid, Verify(new string(header), "secret")));

    private static string Hmac(string secret, string text) => Convert.ToHexStringLower(
        System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private SignatureCheck Verify(string? header, params string[] secrets) =>
        WebhookSignature.Verify(header, Body, secrets, _clock);
}
