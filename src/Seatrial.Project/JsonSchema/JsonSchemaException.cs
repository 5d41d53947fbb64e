using Seatrial.Core;

namespace Seatrial.Project.JsonSchema;

/// <summary>A schema that is none, or that cannot be applied: it refers to itself without end, or takes too long.</summary>
/// <param name="location">Where in the schema: a JSON pointer behind <c>#</c>, after the document's address when it is another document.</param>
/// <param name="reason">What is wrong there.</param>
public sealed class JsonSchemaException(string location, string reason) : SeatrialException("json-schema", $"{location}: {reason}")
{
    /// <summary>Where in the schema, such as <c>#/properties/id/type</c>.</summary>
    public string Location => location;

    /// <summary>What is wrong there.</summary>
    public string Reason => reason;
}
