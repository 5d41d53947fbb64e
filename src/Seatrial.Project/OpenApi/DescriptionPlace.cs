using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.OpenApi;

/// <summary>A value of an API description, and where it stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Pointer">Where in it: a JSON pointer.</param>
/// <param name="Value">The value; undefined when there is none.</param>
internal sealed record DescriptionPlace(DescriptionFile File, string Pointer, JsonElement Value)
{
    public SourceSpan Span => File.SpanOf(Pointer);

    public bool Exists => Value.ValueKind != JsonValueKind.Undefined;

    public bool IsMap => Value.ValueKind == JsonValueKind.Object;

    /// <summary>A member; a place without a value when there is none.</summary>
    public DescriptionPlace this[string name] =>
        new(File, JsonPointer.Append(Pointer, name), IsMap && Value.TryGetProperty(name, out JsonElement member) ? member : default);

    public string? Text => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Value.GetRawText(),
        _ => null,
    };

    public bool Flag(bool otherwise) => Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => otherwise,
    };

    public IEnumerable<(string Name, DescriptionPlace Place)> Members() =>
        IsMap ? Value.EnumerateObject().Select(m => (m.Name, new DescriptionPlace(File, JsonPointer.Append(Pointer, m.Name), m.Value))) : [];

    public IEnumerable<DescriptionPlace> Items() =>
        Value.ValueKind == JsonValueKind.Array ? Value.EnumerateArray().Select((item, i) => new DescriptionPlace(File, JsonPointer.Append(Pointer, i), item)) : [];
}
