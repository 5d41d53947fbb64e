using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Loading;

/// <summary>How far a load is.</summary>
/// <param name="Table">The table that got rows.</param>
/// <param name="Rows">How many more.</param>
public sealed record LoadProgress(ObjectName Table, long Rows);
