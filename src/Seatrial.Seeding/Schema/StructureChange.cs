namespace Seatrial.Seeding.Schema;

/// <summary>What differs between two structures.</summary>
/// <param name="Kind">How.</param>
/// <param name="Thing">What it is: <c>column</c>, <c>check</c>.</param>
/// <param name="Name">Its full name.</param>
public sealed record StructureChange(StructureChangeKind Kind, string Thing, string Name);
