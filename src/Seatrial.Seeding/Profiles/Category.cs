namespace Seatrial.Seeding.Profiles;

/// <summary>A value that was released.</summary>
/// <param name="Value">The value, as the engine writes it.</param>
/// <param name="Share">The share of values that are it, 0 to 1, noised.</param>
/// <param name="Source">Why it may be known.</param>
/// <param name="Subjects">How many distinct subjects have it, noised and rounded down to two digits; 0 when the structure itself names it.</param>
internal sealed record Category(string Value, double Share, ValueSource Source, long Subjects);
