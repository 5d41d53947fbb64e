using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>Finds the schemas of a document by the keywords that hold them: an <c>$id</c> in an example names nothing.</summary>
/// <param name="dialect">The language; in that of OpenAPI 3.0 schemas have no names of their own.</param>
/// <param name="fetch">Finds metaschemas.</param>
/// <param name="register">Takes what has an address.</param>
internal sealed class SchemaScan(JsonSchemaDialect dialect, Func<string, JsonElement?> fetch, Action<string, SchemaResource> register)
{
    private static readonly string[] Single =
        ["additionalProperties", "items", "contains", "not", "if", "then", "else", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema"];

    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
    private static readonly string[] Maps = ["$defs", "properties", "patternProperties", "dependentSchemas"];

    /// <summary>Scans a document from its root on.</summary>
    public void Open(SchemaDocument document)
    {
        SchemaResource unnamed = new(document.Address, document, string.Empty, Vocabularies.Standard);
        Read(document, unnamed, string.Empty, document.Root);
        register(document.Address, document.Places[string.Empty].Resource);
    }

    /// <summary>Scans from a schema on.</summary>
    /// <param name="document">The document.</param>
    /// <param name="within">The resource the schema stands in.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="value">The schema.</param>
    public void Read(SchemaDocument document, SchemaResource within, string pointer, JsonElement value)
    {
        Stack<SchemaPlace> open = new([new(within, pointer, value)]);
        while (open.TryPop(out SchemaPlace? found))
        {
            if (document.Places.ContainsKey(found.Pointer))
            {
                continue;
            }

            SchemaPlace place = found.Value.ValueKind == JsonValueKind.Object && dialect != JsonSchemaDialect.OpenApi30
                ? found with { Resource = ResourceOf(found) }
                : found;
            document.Places[place.Pointer] = place;
            if (place.Value.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            if (dialect != JsonSchemaDialect.OpenApi30)
            {
                ReadAnchors(place);
            }
            else if (place.Value.TryGetProperty("$ref", out _))
            {
                continue;
            }

            foreach (SchemaPlace child in Children(place))
            {
                open.Push(child);
            }
        }
    }

    private SchemaResource ResourceOf(SchemaPlace place)
    {
        SchemaResource within = place.Resource;
        string? id = Text(place, "$id");
        if (id is null && place.Pointer.Length > 0)
        {
            return within;
        }

        SchemaUri address = SchemaUri.Resolve(within.Address, id ?? string.Empty);
        if (!string.IsNullOrEmpty(id is null ? null : address.Fragment))
        {
            throw new JsonSchemaException(place.Resource.Document.Location(JsonPointer.Append(place.Pointer, "$id")), $"\"{id}\" has a fragment; a name inside a document is an $anchor");
        }

        string schemaAt = within.Document.Location(JsonPointer.Append(place.Pointer, "$schema"));
        Vocabularies vocabularies = Text(place, "$schema") is { } schema ? SchemaLanguages.Of(schema, fetch, schemaAt) : within.Vocabularies;
        SchemaResource resource = new(address.Document, within.Document, place.Pointer, vocabularies);
        register(resource.Address, resource);
        return resource;
    }

    private static void ReadAnchors(SchemaPlace place)
    {
        foreach (string keyword in (string[])["$anchor", "$dynamicAnchor"])
        {
            if (Text(place, keyword) is not { } name)
            {
                continue;
            }

            if (!place.Resource.Anchors.TryAdd(name, place) && place.Resource.Anchors[name] != place)
            {
                throw new JsonSchemaException(place.Resource.Document.Location(JsonPointer.Append(place.Pointer, keyword)), $"two schemas have the name \"{name}\"");
            }

            if (keyword == "$dynamicAnchor")
            {
                place.Resource.DynamicAnchors.Add(name);
            }
        }
    }

    private static IEnumerable<SchemaPlace> Children(SchemaPlace place)
    {
        foreach (JsonProperty entry in place.Value.EnumerateObject())
        {
            string below = JsonPointer.Append(place.Pointer, entry.Name);
            if (Single.Contains(entry.Name, StringComparer.Ordinal))
            {
                yield return place with { Pointer = below, Value = entry.Value };
            }
            else if (entry.Value.ValueKind == JsonValueKind.Array && Lists.Contains(entry.Name, StringComparer.Ordinal))
            {
                foreach ((int index, JsonElement item) in entry.Value.EnumerateArray().Index())
                {
                    yield return place with { Pointer = JsonPointer.Append(below, index), Value = item };
                }
            }
            else if (entry.Value.ValueKind == JsonValueKind.Object && Maps.Contains(entry.Name, StringComparer.Ordinal))
            {
                foreach (JsonProperty member in entry.Value.EnumerateObject())
                {
                    yield return place with { Pointer = JsonPointer.Append(below, member.Name), Value = member.Value };
                }
            }
        }
    }

    private static string? Text(SchemaPlace place, string keyword)
    {
        if (!place.Value.TryGetProperty(keyword, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new JsonSchemaException(place.Resource.Document.Location(JsonPointer.Append(place.Pointer, keyword)), $"{keyword} must be a string");
    }
}
