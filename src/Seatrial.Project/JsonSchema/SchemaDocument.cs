using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>A document that holds schemas: one schema, or an API description with many.</summary>
/// <param name="address">Its address.</param>
/// <param name="root">The whole.</param>
/// <param name="isMain">Whether it is the one that was given, whose address need not be told.</param>
internal sealed class SchemaDocument(string address, JsonElement root, bool isMain)
{
    public string Address => address;

    public JsonElement Root => root;

    /// <summary>The schemas found in it, by JSON pointer.</summary>
    public Dictionary<string, SchemaPlace> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>A place in it, for people.</summary>
    public string Location(string pointer) => isMain ? $"#{pointer}" : $"{address}#{pointer}";
}
