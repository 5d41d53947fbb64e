using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>A JSONPath query (RFC 9535), parsed and checked. Immutable and thread-safe.</summary>
public sealed class JsonPathQuery
{
    private readonly ImmutableArray<PathSegment> _segments;

    internal JsonPathQuery(string text, ImmutableArray<PathSegment> segments)
    {
        Text = text;
        _segments = segments;
        IsSingular = PathSegment.AreSingular(segments);
    }

    /// <summary>The query as written.</summary>
    public string Text { get; }

    /// <summary>Whether it can select at most one node (RFC 9535 section 2.3.5.1).</summary>
    public bool IsSingular { get; }

    /// <summary>Parses a query.</summary>
    /// <param name="text">The query, beginning with <c>$</c>.</param>
    /// <param name="error">Why it is not one; null when it is.</param>
    public static JsonPathQuery? TryParse(string text, out JsonPathError? error)
    {
        try
        {
            error = null;
            return new(text, new JsonPathParser(text).ParseQuery());
        }
        catch (JsonPathSyntaxException exception)
        {
            error = exception.Error;
            return null;
        }
    }

    /// <summary>Selects from a document, in the order of RFC 9535.</summary>
    /// <param name="root">The document.</param>
    public IReadOnlyList<JsonElement> Select(JsonElement root) => [.. PathEvaluation.Select(_segments, root, root).Select(n => n.Value)];

    /// <summary>Selects the one node that a singular query can select.</summary>
    /// <param name="root">The document.</param>
    /// <returns>The node; undefined when there is none.</returns>
    public JsonElement SelectOne(JsonElement root)
    {
        JsonElement value = root;
        foreach (PathSegment segment in _segments)
        {
            value = PathEvaluation.One(segment.Selectors[0], value);
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                break;
            }
        }

        return value;
    }

    /// <summary>Selects from a document, with the place of each node.</summary>
    /// <param name="root">The document.</param>
    public IReadOnlyList<JsonPathNode> SelectNodes(JsonElement root) =>
        [.. PathEvaluation.Select(_segments, root, root).Select(n => new JsonPathNode(n.Path(), n.Value))];

    /// <inheritdoc/>
    public override string ToString() => Text;
}
