namespace Seatrial.Seeding.Values;

/// <summary>Makes texts by another maker, and sees to it that they fit; what matches no pattern is made of the patterns.</summary>
internal sealed class FittedTextMaker(IValueMaker inner, TextFit fit) : IValueMaker
{
    private const int Tries = 3;

    public CellValue Make(ref CellRandom random)
    {
        for (int i = 0; i < Tries; i++)
        {
            string made = inner.Make(ref random).Text;
            string text = fit.Apply(made, ref random);
            if (fit.Language is null || fit.Language.Matches(text))
            {
                return ReferenceEquals(text, made) ? CellValue.Of(made) : CellValue.Of(text);
            }
        }

        return CellValue.Of(fit.Language!.Make(ref random));
    }
}
