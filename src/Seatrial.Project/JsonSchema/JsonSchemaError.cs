namespace Seatrial.Project.JsonSchema;

/// <summary>One place where an instance does not fit its schema.</summary>
/// <param name="InstanceLocation">Where in the instance: a JSON pointer, empty for the whole.</param>
/// <param name="KeywordLocation">Which keyword says so, where it is written: <c>#/properties/id/type</c>, after the document's address when it is another document.</param>
/// <param name="Message">Why, for people: <c>expected integer, was string "3"</c>.</param>
public sealed record JsonSchemaError(string InstanceLocation, string KeywordLocation, string Message)
{
    /// <summary>What was expected, when the message is of the form <c>expected …, was …</c>.</summary>
    internal string? Wanted { get; init; }

    /// <summary>What was there, likewise.</summary>
    internal string? Actual { get; init; }
}
