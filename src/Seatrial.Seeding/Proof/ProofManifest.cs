using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// A proof as a file: what was done and found, and the same again in a signed form, a compact JWS (RFC 7515) under ES256, whose
/// header holds the public key. Any library for JOSE can check it.
/// </summary>
public static class ProofManifest
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    /// <summary>Writes and signs it.</summary>
    /// <param name="report">The proof.</param>
    /// <param name="key">A key on the curve P-256.</param>
    /// <returns>JSON: all of the proof, and <c>signed</c>.</returns>
    public static string Write(ProofReport report, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(report, Options);
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(new
        {
            alg = "ES256",
            typ = "seatrial-proof+json",
            jwk = new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(point.Q.X), y = Base64Url.EncodeToString(point.Q.Y) },
        });
        string content = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        string json = Encoding.UTF8.GetString(payload);
        return $"{json[..json.LastIndexOf('}')].TrimEnd()},\n  \"signed\": \"{content}.{Base64Url.EncodeToString(signature)}\"\n}}\n";
    }

    /// <summary>What tells keys apart: the thumbprint of the public one (RFC 7638).</summary>
    /// <param name="key">A key on the curve P-256.</param>
    public static string KeyId(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        string canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(point.Q.X)}}","y":"{{Base64Url.EncodeToString(point.Q.Y)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(canonical)));
    }
}
