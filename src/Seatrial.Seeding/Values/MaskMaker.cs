using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Values;

/// <summary>Makes texts after masks such as <c>AA-9999</c>.</summary>
internal sealed class MaskMaker(ImmutableArray<TextMask> masks) : IValueMaker
{
    private readonly Weights _weights = new([.. masks.Select(static m => m.Share)]);

    public CellValue Make(ref CellRandom random)
    {
        string mask = masks[_weights.Pick(ref random)].Mask;
        Span<char> text = mask.Length <= 256 ? stackalloc char[mask.Length] : new char[mask.Length];
        for (int i = 0; i < mask.Length; i++)
        {
            text[i] = mask[i] switch
            {
                'A' => (char)('A' + random.Below(26)),
                'a' => (char)('a' + random.Below(26)),
                '9' => (char)('0' + random.Below(10)),
                char other => other,
            };
        }

        return CellValue.Of(text.ToString());
    }
}
