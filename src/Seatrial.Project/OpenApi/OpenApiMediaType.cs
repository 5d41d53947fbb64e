using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;

namespace Seatrial.Project.OpenApi;

/// <summary>What a body of a media type looks like.</summary>
/// <param name="Range">The media type or range, such as <c>application/json</c> or <c>text/*</c>.</param>
/// <param name="Schema">What it must fit; null when the description says nothing of it.</param>
/// <param name="Span">Where it is written.</param>
public sealed record OpenApiMediaType(string Range, OpenApiSchema? Schema, SourceSpan Span)
{
    /// <summary>The first example; undefined when there is none.</summary>
    public JsonElement Example { get; init; }

    /// <summary>The one of several that describes a content type: the narrowest that covers it.</summary>
    /// <param name="types">The media types.</param>
    /// <param name="contentType">The header's value, parameters included.</param>
    public static OpenApiMediaType? Match(ImmutableArray<OpenApiMediaType> types, string contentType)
    {
        string bare = Bare(contentType);
        int slash = bare.IndexOf('/', StringComparison.Ordinal);
        string all = slash < 0 ? bare : $"{bare[..slash]}/*";
        return types.FirstOrDefault(t => Is(t.Range.Trim(), contentType.Trim()))
            ?? types.FirstOrDefault(t => Is(Bare(t.Range), bare))
            ?? types.FirstOrDefault(t => Is(Bare(t.Range), all))
            ?? types.FirstOrDefault(static t => Bare(t.Range) == "*/*");
    }

    /// <summary>Whether bodies of a content type are JSON.</summary>
    /// <param name="contentType">The content type.</param>
    public static bool IsJson(string contentType) =>
        Bare(contentType) is var bare && (Is(bare, "application/json") || Is(bare, "text/json") || bare.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    internal static string Bare(string type) => type.Split(';', 2)[0].Trim();

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
