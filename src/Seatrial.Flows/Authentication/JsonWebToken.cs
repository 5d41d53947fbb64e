using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seatrial.Flows.Authentication;

/// <summary>A signed JSON Web Token (RFC 7519, compact form), taken apart and not verified.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Claims">Its claims.</param>
/// <param name="Signature">Its signature as it was written.</param>
internal sealed record JsonWebToken(JsonObject Header, JsonObject Claims, string Signature)
{
    private const int Longest = 64 * 1024;

    /// <summary>The claims as they were written.</summary>
    public required string WrittenHeader { get; init; }

    /// <summary>Takes a token apart; null when it is none.</summary>
    /// <param name="text">The token.</param>
    public static JsonWebToken? Parse(string text)
    {
        string[] parts = text.Length > Longest ? [] : text.Split('.');
        return parts.Length == 3 && Json(parts[0]) is { } header && Json(parts[1]) is { } claims
            ? new(header, claims, parts[2]) { WrittenHeader = parts[0] }
            : null;
    }

    /// <summary>A part as it is written: JSON in base64url.</summary>
    /// <param name="part">The part.</param>
    public static string Write(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static JsonObject? Json(string part)
    {
        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or ArgumentException)
        {
            return null;
        }
    }
}
