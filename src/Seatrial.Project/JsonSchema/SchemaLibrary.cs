using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>The documents a schema reaches, and where the schemas in them stand.</summary>
internal sealed class SchemaLibrary
{
    private readonly JsonSchemaOptions _options;
    private readonly SchemaScan _scan;
    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);

    public SchemaLibrary(JsonElement root, JsonSchemaOptions options)
    {
        _options = options;
        _scan = new(options.Dialect, Fetch, (address, resource) => _resources.TryAdd(address, resource));
        Main = new(SchemaUri.Parse(options.BaseUri).Document, root, isMain: true);
        _scan.Open(Main);
    }

    /// <summary>The document that was given.</summary>
    public SchemaDocument Main { get; }

    /// <summary>A schema by its place; scanned now when nothing told before that it is one.</summary>
    public SchemaPlace At(SchemaDocument document, string pointer, JsonElement value)
    {
        if (document.Places.TryGetValue(pointer, out SchemaPlace? known))
        {
            return known;
        }

        string above = pointer;
        while (!document.Places.ContainsKey(above))
        {
            above = above[..above.LastIndexOf('/')];
        }

        _scan.Read(document, document.Places[above].Resource, pointer, value);
        return document.Places[pointer];
    }

    /// <summary>The schema a reference leads to.</summary>
    /// <param name="from">Where the reference stands.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="location">Its place, for messages.</param>
    /// <param name="anchor">The name in its fragment; null when it has none.</param>
    public SchemaPlace Resolve(SchemaPlace from, string reference, string location, out string? anchor)
    {
        anchor = null;
        SchemaUri uri = SchemaUri.Resolve(from.Resource.Address, reference);
        SchemaResource resource = ResourceOf(uri.Document)
            ?? throw new JsonSchemaException(location, $"\"{reference}\" leads to a document that is not there");
        SchemaDocument document = resource.Document;
        string fragment = Uri.UnescapeDataString(uri.Fragment ?? string.Empty);
        if (fragment.Length == 0)
        {
            return document.Places[resource.Pointer];
        }

        if (!fragment.StartsWith('/'))
        {
            anchor = fragment;
            return resource.Anchors.GetValueOrDefault(fragment)
                ?? throw new JsonSchemaException(location, $"\"{reference}\" leads nowhere: no schema there has that name");
        }

        if (JsonPointer.Tokens(fragment) is not { } tokens || JsonPointer.Find(document.Places[resource.Pointer].Value, tokens) is not { } value)
        {
            throw new JsonSchemaException(location, $"\"{reference}\" leads nowhere");
        }

        string pointer = tokens.Aggregate(resource.Pointer, JsonPointer.Append);
        return value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False
            ? At(document, pointer, value)
            : throw new JsonSchemaException(location, $"\"{reference}\" leads to what is no schema");
    }

    private SchemaResource? ResourceOf(string address)
    {
        if (!_resources.ContainsKey(address) && Fetch(address) is { ValueKind: JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False } root)
        {
            _scan.Open(new(address, root.Clone(), isMain: false));
        }

        return _resources.GetValueOrDefault(address);
    }

    private JsonElement? Fetch(string address) => _options.Find?.Invoke(address) ?? Metaschemas.Find(address);
}
