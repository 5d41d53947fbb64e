namespace Seatrial.Project.JsonSchema;

/// <summary>The resources an evaluation came through, the nearest first; what a <c>$dynamicRef</c> means depends on them.</summary>
/// <param name="Resource">The nearest.</param>
/// <param name="Outer">The others.</param>
internal sealed record ResourceScope(SchemaResource Resource, ResourceScope? Outer);
