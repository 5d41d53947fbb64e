using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>A column of numbers, of times as seconds, or of lengths.</summary>
internal sealed class NumberColumn(Column column, ColumnMeaning meaning) : SampledColumn(column, meaning)
{
    private readonly List<double> _values = [];

    /// <summary>The value of each row; not a number where there is none.</summary>
    public IReadOnlyList<double> Values => _values;

    public void Set(int place, double? value) => Put(_values, place, value is { } number && double.IsFinite(number) ? number : double.NaN);
}
