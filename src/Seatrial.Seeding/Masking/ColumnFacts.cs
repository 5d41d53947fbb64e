namespace Seatrial.Seeding.Masking;

/// <summary>What must be known of a column's values before they are taken.</summary>
/// <param name="LongestBytes">The bytes of the longest, in UTF-8.</param>
/// <param name="Largest">The largest number regardless of its sign; null for what is none.</param>
internal readonly record struct ColumnFacts(long LongestBytes, decimal? Largest);
