namespace Seatrial.Project.JsonPath;

/// <summary>A JSONPath query (RFC 9535), parsed and checked. Immutable and thread-safe.</summary>
public sealed class JsonPathQuery
{
    private JsonPathQuery(string text) => Text = text;

    /// <summary>The query as written.</summary>
    public string Text { get; }
}
