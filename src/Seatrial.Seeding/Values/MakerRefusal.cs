using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>Why no values can be made for a column.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column, or several with commas between them.</param>
/// <param name="Reason">Why.</param>
/// <param name="Advice">What to write to go on.</param>
internal sealed record MakerRefusal(ObjectName Table, string Column, string Reason, string Advice)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"{Table}.{Column}: {Reason}. {Advice}";
}
