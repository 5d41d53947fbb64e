using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema;

/// <summary>Reads the keywords of one schema, and refuses values they cannot have.</summary>
/// <param name="compiler">Makes the nodes of schemas inside it.</param>
/// <param name="place">The schema.</param>
internal sealed class SchemaReader(SchemaCompiler compiler, SchemaPlace place)
{
    private const int MostShown = 60;

    public bool IsOpenApi30 => compiler.Options.Dialect == JsonSchemaDialect.OpenApi30;

    public bool AssertsFormats => compiler.Options.AssertFormats || place.Resource.Vocabularies.HasFlag(Vocabularies.FormatAssertion);

    public static string Kind(JsonElement value)
    {
        string text = value.GetRawText();
        return value.ValueKind switch
        {
            JsonValueKind.Null => "null",
            JsonValueKind.Array => "a list",
            JsonValueKind.Object => "an object",
            JsonValueKind.String => $"the text {(text.Length > MostShown ? $"{text[..MostShown]}…" : text)}",
            _ => text.Length > MostShown ? "a number" : text,
        };
    }

    public string LocationOf(string keyword) => place.Resource.Document.Location(JsonPointer.Append(place.Pointer, keyword));

    public bool Has(string keyword) => place.Value.TryGetProperty(keyword, out _);

    /// <summary>The value of a keyword; null when it is not there, or means nothing here.</summary>
    public JsonElement? Find(string keyword, Vocabularies vocabulary) =>
        place.Resource.Vocabularies.HasFlag(vocabulary) && place.Value.TryGetProperty(keyword, out JsonElement value) ? value : null;

    public JsonSchemaException Wrong(string keyword, string wanted) =>
        new(LocationOf(keyword), $"{keyword} must be {wanted}, and this is {Kind(place.Value.GetProperty(keyword))}");

    public string? Text(string keyword, Vocabularies vocabulary) => Find(keyword, vocabulary) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Wrong(keyword, "a text"),
    };

    public bool Flag(string keyword, Vocabularies vocabulary) => Find(keyword, vocabulary) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw Wrong(keyword, "true or false"),
    };

    public JsonElement? Number(string keyword, Vocabularies vocabulary) => Find(keyword, vocabulary) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number,
        _ => throw Wrong(keyword, "a number"),
    };

    /// <summary>A number of things; one too large for anything is the largest there is.</summary>
    public int? Count(string keyword, Vocabularies vocabulary)
    {
        if (Find(keyword, vocabulary) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || ExactNumber.Of(value) is not { IsInteger: true } number || number.OrderTo(ExactNumber.Zero) < 0)
        {
            throw Wrong(keyword, "a whole number from 0 on");
        }

        return number.OrderTo(ExactNumber.Of(int.MaxValue)) > 0 ? int.MaxValue : (int)number.ToInteger();
    }

    public ImmutableArray<string> Texts(string keyword, Vocabularies vocabulary) => Find(keyword, vocabulary) is { } value ? TextsOf(keyword, value) : [];

    public ImmutableArray<string> TextsOf(string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : throw new JsonSchemaException(LocationOf(keyword), $"{keyword} must be a list of texts");

    /// <summary>The schema a keyword holds.</summary>
    public SchemaNode? Node(string keyword, Vocabularies vocabulary) =>
        Find(keyword, vocabulary) is { } value ? NodeAt(JsonPointer.Append(place.Pointer, keyword), value) : null;

    /// <summary>The list of schemas a keyword holds.</summary>
    public ImmutableArray<SchemaNode> List(string keyword, Vocabularies vocabulary)
    {
        if (Find(keyword, vocabulary) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            throw Wrong(keyword, "a list of at least one schema");
        }

        string pointer = JsonPointer.Append(place.Pointer, keyword);
        return [.. value.EnumerateArray().Select((item, i) => NodeAt(JsonPointer.Append(pointer, i), item))];
    }

    /// <summary>The schemas a keyword holds by name.</summary>
    public ImmutableArray<KeyValuePair<string, SchemaNode>> Nodes(string keyword, Vocabularies vocabulary)
    {
        if (Find(keyword, vocabulary) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(keyword, "an object of schemas");
        }

        string pointer = JsonPointer.Append(place.Pointer, keyword);
        return [.. value.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, NodeAt(JsonPointer.Append(pointer, m.Name), m.Value)))];
    }

    /// <summary>The schema that a reference in this one leads to.</summary>
    public (SchemaNode Node, SchemaPlace Place) Resolve(string keyword, string reference, out string? anchor)
    {
        SchemaPlace target = compiler.Library.Resolve(place, reference, LocationOf(keyword), out anchor);
        return (compiler.Node(target), target);
    }

    private SchemaNode NodeAt(string pointer, JsonElement value) => compiler.Node(compiler.Library.At(place.Resource.Document, pointer, value));
}
