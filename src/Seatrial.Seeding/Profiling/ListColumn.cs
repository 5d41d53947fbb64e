using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>A column of lists: how long they are, and one item of each, drawn by chance.</summary>
/// <param name="column">The column.</param>
/// <param name="meaning">What it is about.</param>
/// <param name="items">The items; null where nothing is told of their type.</param>
internal sealed class ListColumn(Column column, ColumnMeaning meaning, SampledColumn? items) : SampledColumn(column, meaning)
{
    /// <summary>How many items each has.</summary>
    public NumberColumn Lengths { get; } = new(column, meaning);

    public SampledColumn? Items => items;
}
