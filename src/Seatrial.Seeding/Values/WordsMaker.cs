using System.Collections.Immutable;
using System.Text;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Values;

/// <summary>Makes texts of words, as long as a profile says.</summary>
internal sealed class WordsMaker(string[] words, ImmutableArray<Bucket> lengths, int most) : IValueMaker
{
    private readonly Weights _weights = new([.. lengths.Select(static b => b.Share)]);

    public CellValue Make(ref CellRandom random)
    {
        int length = (int)Math.Min(Buckets.Whole(lengths, _weights, ref random), most);
        if (length < 4)
        {
            Span<char> letters = stackalloc char[Math.Max(0, length)];
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = (char)('a' + random.Below(26));
            }

            return CellValue.Of(letters.ToString());
        }

        StringBuilder text = new(length + 16);
        while (text.Length < length)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(words[random.Below(words.Length)]);
        }

        // No blank at the end: a word is cut rather, or one letter more is made.
        text.Length = length;
        if (text[^1] == ' ')
        {
            text[^1] = 's';
        }

        text[0] = char.ToUpperInvariant(text[0]);
        return CellValue.Of(text.ToString());
    }
}
