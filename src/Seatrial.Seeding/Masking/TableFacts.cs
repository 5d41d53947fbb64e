using System.Collections.Frozen;

namespace Seatrial.Seeding.Masking;

/// <summary>What must be known of a table's rows before they are taken.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Columns">What is known of each column that was asked about.</param>
internal sealed record TableFacts(long Rows, FrozenDictionary<string, ColumnFacts> Columns);
