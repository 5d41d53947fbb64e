using System.Text.Json;
using System.Text.Unicode;

namespace Seatrial.Flows.Http;

/// <summary>Reads JSON that a service wrote. Broken UTF-8 and half surrogate pairs parse, and fail only where a text is read: they are looked for at once.</summary>
internal static class JsonText
{
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body, out string? whyUnreadable)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        whyUnreadable = !Utf8.IsValid(body.Span) ? "it is not UTF-8"
            : MayHoldSurrogates(body.Span) && !IsReadable(document.RootElement) ? "a text in it holds half of a surrogate pair"
            : null;
        return whyUnreadable is null ? document.RootElement.Clone() : default;
    }

    private static bool MayHoldSurrogates(ReadOnlySpan<byte> body) =>
        body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0;

    private static bool IsReadable(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Object => element.EnumerateObject().All(static property => property.Name is not null && IsReadable(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
