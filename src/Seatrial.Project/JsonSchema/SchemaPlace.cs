using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>A schema as it is written, and where.</summary>
/// <param name="Resource">The resource it belongs to.</param>
/// <param name="Pointer">Where it stands in the document.</param>
/// <param name="Value">The schema.</param>
internal sealed record SchemaPlace(SchemaResource Resource, string Pointer, JsonElement Value)
{
    public string Location => Resource.Document.Location(Pointer);
}
