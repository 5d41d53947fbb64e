using System.Collections.Immutable;

namespace Seatrial.Project.JsonSchema;

/// <summary>Whether an instance fits a schema, and where not.</summary>
/// <param name="Errors">Where it does not fit; empty when it does.</param>
/// <param name="HasMore">Whether there are more errors than were collected.</param>
public sealed record JsonSchemaResult(ImmutableArray<JsonSchemaError> Errors, bool HasMore)
{
    /// <summary>Whether the instance fits.</summary>
    public bool IsValid => Errors.IsEmpty;
}
