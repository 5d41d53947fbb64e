using System.Text.Json;
using Seatrial.Project.JsonSchema.Keywords;

namespace Seatrial.Project.JsonSchema;

/// <summary>Compiles a schema and all it reaches; one after the other, so that no nesting is too deep.</summary>
/// <param name="library">Where schemas stand.</param>
/// <param name="options">How.</param>
internal sealed class SchemaCompiler(SchemaLibrary library, JsonSchemaOptions options)
{
    private readonly Dictionary<SchemaPlace, SchemaNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<SchemaPlace> _open = new();
    private readonly HashSet<SchemaResource> _entered = [];

    public SchemaLibrary Library => library;

    public JsonSchemaOptions Options => options;

    /// <summary>Whether some schema asks for what is unevaluated.</summary>
    public bool TracksEvaluated { get; private set; }

    public SchemaNode Compile(SchemaPlace place)
    {
        SchemaNode root = Node(place);
        while (_open.TryDequeue(out SchemaPlace? next))
        {
            Fill(_nodes[next], next);
        }

        return root;
    }

    /// <summary>The node of a schema; filled later.</summary>
    public SchemaNode Node(SchemaPlace place)
    {
        if (_nodes.TryGetValue(place, out SchemaNode? known))
        {
            return known;
        }

        SchemaNode node = new(place.Resource, place.Location);
        _nodes.Add(place, node);
        _open.Enqueue(place);
        if (_entered.Add(place.Resource))
        {
            foreach (string name in place.Resource.DynamicAnchors)
            {
                place.Resource.DynamicNodes.Add(name, Node(place.Resource.Anchors[name]));
            }
        }

        return node;
    }

    private void Fill(SchemaNode node, SchemaPlace place)
    {
        switch (place.Value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False when options.Dialect == JsonSchemaDialect.Draft202012 || place.Location.EndsWith("/additionalProperties", StringComparison.Ordinal):
                node.Always = place.Value.ValueKind == JsonValueKind.True;
                break;
            case JsonValueKind.Object:
                node.Keywords = [.. Read(new(this, place))];
                TracksEvaluated |= node.Keywords.Any(k => k.TakesLeftovers);
                break;
            default:
                throw new JsonSchemaException(place.Location, $"a schema is an object or a boolean, and this is {SchemaReader.Kind(place.Value)}");
        }
    }

    private static IEnumerable<SchemaKeyword> Read(SchemaReader reader)
    {
        IEnumerable<SchemaKeyword> references = ReferenceKeywords.Read(reader);
        if (reader.IsOpenApi30 && reader.Has("$ref"))
        {
            return references;
        }

        reader.Nodes("$defs", Vocabularies.Core);
        return references
            .Concat(ValueKeywords.Read(reader))
            .Concat(NumberKeywords.Read(reader))
            .Concat(TextKeywords.Read(reader))
            .Concat(ObjectKeywords.Read(reader))
            .Concat(ArrayKeywords.Read(reader))
            .Concat(LogicKeywords.Read(reader))
            .Concat(LeftoverKeywords.Read(reader));
    }
}
