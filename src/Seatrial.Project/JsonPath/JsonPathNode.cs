using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>A selected node.</summary>
/// <param name="Path">Its normalized path (RFC 9535 section 2.7), such as <c>$['items'][0]</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record JsonPathNode(string Path, JsonElement Value);
