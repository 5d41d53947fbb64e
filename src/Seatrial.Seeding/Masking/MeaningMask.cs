using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>Pseudonyms that mean what the values meant: names for names, streets for streets. Several values may share one; none is its own.</summary>
/// <param name="hash">The domain.</param>
/// <param name="maker">Makes pseudonyms.</param>
/// <param name="most">The most characters.</param>
/// <param name="bits">How many there are, as a power of two.</param>
internal sealed class MeaningMask(DomainHash hash, IValueMaker maker, int most, double bits) : IColumnMask
{
    private const int Tries = 8;

    public double Bits => bits;

    public bool IsCaseSafe => bits > 0;

    public string? Mask(string value)
    {
        string made = string.Empty;
        for (int i = 0; i < Tries; i++)
        {
            CellRandom random = hash.Draws(value, i);
            made = TextCut.To(maker.Make(ref random).Text, most);
            if (!string.Equals(made, value, StringComparison.OrdinalIgnoreCase))
            {
                break;
            }
        }

        return made;
    }

    public void Dispose() => hash.Dispose();
}
