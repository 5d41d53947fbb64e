using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>An earlier row of the same table; the first ones point at nothing, or at themselves where they must point.</summary>
/// <param name="roots">How many are the first, above 0.</param>
/// <param name="rootsPointAtThemselves">Whether they must point.</param>
/// <param name="isChain">Whether no two may point at the same.</param>
/// <param name="key">Whose draws.</param>
internal sealed class EarlierChoice(long roots, bool rootsPointAtThemselves, bool isChain, CellKey key) : ParentChoice
{
    public override long ParentOf(long row)
    {
        if (row < roots)
        {
            return rootsPointAtThemselves ? row : -1;
        }

        if (isChain)
        {
            return row - 1;
        }

        CellRandom random = key.At(row);
        return random.Below(row);
    }
}
