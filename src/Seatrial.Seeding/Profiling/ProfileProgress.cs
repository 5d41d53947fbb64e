using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>How far a profile is.</summary>
/// <param name="Table">The table that was just read from.</param>
/// <param name="Done">How many tables are done.</param>
/// <param name="Tables">Of how many.</param>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="AllRows">About how many will be.</param>
public sealed record ProfileProgress(ObjectName Table, int Done, int Tables, long Rows, long AllRows);
