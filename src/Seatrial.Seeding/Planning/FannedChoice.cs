using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Some have many, some have none: by a curve.</summary>
/// <param name="curve">How many have how many.</param>
/// <param name="rows">How many rows there are; those beyond the curve's children point at nothing.</param>
/// <param name="key">In which order.</param>
internal sealed class FannedChoice(FanOutCurve curve, long rows, CellKey key) : ParentChoice
{
    private readonly Permutation _rows = new(rows, key);
    private readonly Permutation _parents = new(curve.Parents, key, of: 1);

    public FanOutCurve Curve => curve;

    public override long ParentOf(long row)
    {
        long slot = _rows.At(row);
        return slot >= curve.Children ? -1 : _parents.At(curve.Locate(slot).Place);
    }

    /// <summary>Which of its parent's rows a row is, from 0; for one without a parent a number that no other such row has.</summary>
    public long OrdinalOf(long row)
    {
        long slot = _rows.At(row);
        return slot >= curve.Children ? slot - curve.Children : curve.Locate(slot).Ordinal;
    }

    /// <summary>How many rows point at one.</summary>
    public long CountOf(long parent) => curve.CountAt(_parents.PlaceOf(parent));

    /// <summary>A row by its parent.</summary>
    public long RowOf(long parent, long ordinal) => _rows.PlaceOf(curve.Before(_parents.PlaceOf(parent)) + ordinal);
}
