namespace Seatrial.Seeding.Schema;

/// <summary>One of the values of a composite.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record TypeAttribute(string Name, DataType Type);
