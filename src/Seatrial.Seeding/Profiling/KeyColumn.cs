using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>A column of which only is told how often it has a value, and how many differ: keys, and types that are not known.</summary>
internal sealed class KeyColumn(Column column, ColumnMeaning meaning) : SampledColumn(column, meaning);
