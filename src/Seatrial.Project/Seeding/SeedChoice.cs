namespace Seatrial.Project.Seeding;

/// <summary>A value that may stand in a column.</summary>
/// <param name="Value">The value as written.</param>
/// <param name="Weight">How often, in relation to the others; above 0.</param>
public sealed record SeedChoice(string Value, double Weight);
