using Seatrial.Project.Masking;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>A column that is taken.</summary>
/// <param name="Column">As it is where it goes.</param>
/// <param name="Rule">What was written.</param>
/// <param name="Mask">What does it.</param>
internal sealed record MaskColumn(Column Column, MaskRule Rule, IColumnMask Mask)
{
    public string Name => Column.Name;
}
