namespace Seatrial.Core.Documents;

/// <summary>A key of a map, and what may stand under it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What may stand under it.</param>
/// <param name="Description">What it is for, in a sentence or two; an editor shows it.</param>
/// <param name="IsRequired">Whether it must be there.</param>
public sealed record ShapeKey(string Name, DocumentShape Shape, string Description, bool IsRequired = false);
