using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Expectations;

/// <summary>The schema a value is expected to fit.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="File">The file it stands in, relative to the project folder; null when it stands in the flow.</param>
public sealed record SchemaPlan(Schema Schema, string? File);
