namespace Seatrial.Project.JsonPath;

/// <summary>Ends the parsing of a query; never leaves <see cref="JsonPathQuery.TryParse"/>.</summary>
internal sealed class JsonPathSyntaxException(JsonPathError error) : Exception(error.Message)
{
    public JsonPathError Error { get; } = error;
}
