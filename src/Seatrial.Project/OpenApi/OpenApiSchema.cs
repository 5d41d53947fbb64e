using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.OpenApi;

/// <summary>A schema of an API description, where it stands. Compiled when it is first asked for.</summary>
public sealed class OpenApiSchema
{
    private readonly DescriptionFiles _files;
    private readonly DescriptionFile _file;
    private readonly Lazy<Schema> _request;
    private readonly Lazy<Schema> _response;

    internal OpenApiSchema(DescriptionFiles files, DescriptionFile file, string pointer, JsonElement value)
    {
        (_files, _file, Pointer, Value) = (files, file, pointer, value);
        _request = new(() => Compile(BodyDirection.Request));
        _response = new(() => Compile(BodyDirection.Response));
    }

    /// <summary>The file it stands in, relative to the project folder.</summary>
    public string File => _file.Path;

    /// <summary>Where in that file: a JSON pointer.</summary>
    public string Pointer { get; }

    /// <summary>The schema as written, references not followed.</summary>
    public JsonElement Value { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span => _file.SpanOf(Pointer);

    /// <summary>The schema that what is sent must fit: a required property that is <c>readOnly</c> may be missing.</summary>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public Schema ForRequest => _request.Value;

    /// <summary>The schema that an answer must fit: a property that is <c>writeOnly</c> must not be there.</summary>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public Schema ForResponse => _response.Value;

    /// <summary>The types that a value of it may have, by <c>type</c> here or behind references and <c>allOf</c>; empty: it does not say.</summary>
    public IReadOnlyList<string> Types => [.. SchemaShape.TypesOf(Follow, this)];

    /// <summary>The schema of a member of an object it describes; null when it describes none of that name.</summary>
    /// <param name="name">The member.</param>
    public OpenApiSchema? Property(string name) => SchemaShape.Property(Follow, this, name);

    /// <summary>The schema of the items of a list it describes; null when it describes none.</summary>
    public OpenApiSchema? Items => SchemaShape.Keyword(Follow, this, "items");

    /// <summary>The schema that a <c>$ref</c> leads to; itself when it is none.</summary>
    public OpenApiSchema Target => Follow(this) ?? this;

    /// <summary>What people call it: the name in its components, or where it stands.</summary>
    internal string Name => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty("$ref", out JsonElement reference) && reference.ValueKind == JsonValueKind.String
        ? reference.GetString()!.Split('/')[^1]
        : $"{File}#{Pointer}";

    /// <summary>Where a location that a schema error names stands.</summary>
    internal SourceSpan SpanOf(string location)
    {
        int hash = location.IndexOf('#', StringComparison.Ordinal);
        DescriptionFile file = (hash <= 0 ? null : _files.At(location[..hash])) ?? _file;
        return file.SpanOf(Uri.UnescapeDataString(location[(hash + 1)..]));
    }

    /// <summary>Whether an error is that of a property that has no place in an answer.</summary>
    internal bool IsWriteOnly(string location)
    {
        int hash = location.IndexOf('#', StringComparison.Ordinal);
        string pointer = Uri.UnescapeDataString(location[(hash + 1)..]);
        return pointer.EndsWith("/not", StringComparison.Ordinal)
            && JsonPointer.Tokens(pointer) is { } tokens
            && JsonPointer.Find(((hash <= 0 ? null : _files.At(location[..hash])) ?? _file).Root, tokens) is null;
    }

    /// <summary>A schema inside this one, at a keyword or a place below one.</summary>
    internal OpenApiSchema? At(params IReadOnlyList<string> tokens) =>
        JsonPointer.Find(Value, tokens) is { ValueKind: JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False } found
            ? new(_files, _file, tokens.Aggregate(Pointer, JsonPointer.Append), found)
            : null;

    private OpenApiSchema? Follow(OpenApiSchema schema)
    {
        DescriptionPlace place = new(schema._file, schema.Pointer, schema.Value);
        return _files.Resolve(place) is { } end ? new(_files, end.File, end.Pointer, end.Value) : null;
    }

    private Schema Compile(BodyDirection direction) => _files.Compile(_file, Pointer, direction);
}
