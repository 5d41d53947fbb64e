namespace Seatrial.Project.JsonSchema;

/// <summary>A schema with an address of its own, and those below it that have none.</summary>
/// <param name="address">Its address, without a fragment.</param>
/// <param name="document">The document it stands in.</param>
/// <param name="pointer">Where in it.</param>
/// <param name="vocabularies">The keywords that mean something in it.</param>
internal sealed class SchemaResource(string address, SchemaDocument document, string pointer, Vocabularies vocabularies)
{
    public string Address => address;

    public SchemaDocument Document => document;

    public string Pointer => pointer;

    public Vocabularies Vocabularies => vocabularies;

    /// <summary>The schemas in it that have a name, by that name.</summary>
    public Dictionary<string, SchemaPlace> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them whose name is a <c>$dynamicAnchor</c>.</summary>
    public HashSet<string> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The compiled schemas of <see cref="DynamicAnchors"/>.</summary>
    public Dictionary<string, SchemaNode> DynamicNodes { get; } = new(StringComparer.Ordinal);
}
