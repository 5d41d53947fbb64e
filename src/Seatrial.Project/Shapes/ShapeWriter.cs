using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Shapes;

/// <summary>Writes shapes as JSON Schema.</summary>
internal sealed class ShapeWriter(Utf8JsonWriter json)
{
    private const string OneDuration = "[0-9]*\\.?[0-9]+(ms|s|m|h|d)";

    /// <summary>Writes the schema of a whole file.</summary>
    /// <param name="title">What it is.</param>
    /// <param name="file">Its form.</param>
    /// <param name="definitions">Writes what several places share.</param>
    /// <param name="other">Another form the file can have, and the key by which it is told.</param>
    public void WriteFile(string title, DocumentShape.Map file, Action? definitions, (string Key, DocumentShape.Map File)? other = null)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("title", title);
        if (other is var (key, instead))
        {
            json.WriteStartObject("if");
            WriteTexts("required", [key]);
            json.WriteEndObject();
            json.WritePropertyName("then");
            Write(instead);
            json.WritePropertyName("else");
            Write(file);
        }
        else
        {
            WriteMembers(file);
        }

        if (definitions is not null)
        {
            json.WriteStartObject("$defs");
            definitions();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public void Write(DocumentShape shape, string? description = null)
    {
        json.WriteStartObject();
        if (!string.IsNullOrEmpty(description))
        {
            json.WriteString("description", description);
        }

        WriteMembers(shape);
        json.WriteEndObject();
    }

    /// <summary>Writes keys and their schemas as <c>properties</c>.</summary>
    public void WriteProperties(IEnumerable<ShapeKey> keys)
    {
        json.WriteStartObject("properties");
        foreach (ShapeKey key in keys)
        {
            json.WritePropertyName(key.Name);
            Write(key.Shape, key.Description);
        }

        json.WriteEndObject();
    }

    public void WriteTexts(string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes that exactly one of some keys is there.</summary>
    public void WriteOneOf(IEnumerable<string> keys)
    {
        json.WriteStartArray("oneOf");
        foreach (string key in keys)
        {
            json.WriteStartObject();
            WriteTexts("required", [key]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteMembers(DocumentShape shape)
    {
        switch (shape)
        {
            case DocumentShape.Text text:
                WriteTexts("type", ["string", "number", "boolean"]);
                if (text.Pattern is { } pattern)
                {
                    json.WriteString("pattern", pattern);
                }

                break;
            case DocumentShape.Flag:
                json.WriteString("type", "boolean");
                break;
            case DocumentShape.Whole whole:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", whole.Least);
                json.WriteNumber("maximum", whole.Most);
                break;
            case DocumentShape.Duration duration:
                json.WriteString("type", "string");
                json.WriteString("pattern", duration.MayBeRange ? $"^{OneDuration}(\\.\\.{OneDuration})?$" : $"^{OneDuration}$");
                break;
            case DocumentShape.Choice choice:
                WriteTexts("enum", choice.Values);
                break;
            case DocumentShape.Shared shared:
                json.WriteString("$ref", $"#/$defs/{shared.Name}");
                break;
            case DocumentShape.Either either:
                WriteAny(either.Shapes);
                break;
            case DocumentShape.List { MayBeSingle: true } list:
                WriteAny([new DocumentShape.List(list.Item), list.Item]);
                break;
            case DocumentShape.List list:
                json.WriteString("type", "array");
                json.WritePropertyName("items");
                Write(list.Item);
                break;
            case DocumentShape.Names names:
                json.WriteString("type", "object");
                json.WritePropertyName("additionalProperties");
                Write(names.Value);
                break;
            case DocumentShape.Map map:
                WriteMap(map);
                break;
        }
    }

    private void WriteMap(DocumentShape.Map map)
    {
        // A key with nothing behind it is an empty map; one that needs something in it says so.
        bool mayBeEmpty = map.OneOf.IsEmpty && !map.Keys.Any(static k => k.IsRequired);
        WriteTexts("type", mayBeEmpty ? ["object", "null"] : ["object"]);
        WriteProperties(map.Keys);
        json.WriteBoolean("additionalProperties", false);
        if (map.Keys.Any(static k => k.IsRequired))
        {
            WriteTexts("required", map.Keys.Where(static k => k.IsRequired).Select(static k => k.Name));
        }

        if (!map.OneOf.IsEmpty)
        {
            WriteOneOf(map.OneOf);
        }
    }

    private void WriteAny(ImmutableArray<DocumentShape> shapes)
    {
        json.WriteStartArray("anyOf");
        foreach (DocumentShape shape in shapes)
        {
            Write(shape);
        }

        json.WriteEndArray();
    }
}
