namespace Seatrial.Seeding.Checks;

/// <summary>What a text must look like, or must not.</summary>
/// <param name="Node">What.</param>
/// <param name="IsForbidden">Whether it must not.</param>
internal sealed record TextPattern(PatternNode Node, bool IsForbidden);
