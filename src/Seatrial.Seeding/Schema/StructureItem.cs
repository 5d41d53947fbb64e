namespace Seatrial.Seeding.Schema;

/// <summary>One thing of a structure in its canonical form.</summary>
/// <param name="Kind">What it is: <c>table</c>, <c>column</c>, <c>foreign key</c>.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Text">What it is like; literals of the database's own definitions stand in it.</param>
internal sealed record StructureItem(string Kind, string Name, string Text);
