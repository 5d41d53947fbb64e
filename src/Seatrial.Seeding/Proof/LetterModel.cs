namespace Seatrial.Seeding.Proof;

/// <summary>
/// How likely a text is among others like those it was taught: letter by letter, after up to three letters before it
/// (interpolated as Witten and Bell do, IEEE Transactions on Information Theory 37, 1991).
/// </summary>
internal sealed class LetterModel
{
    private const int Order = 3;
    private const char Edge = '\u0001';
    private const int MostLetters = 40;

    private readonly Dictionary<ulong, int> _counts = [];
    private readonly Dictionary<ulong, (int Total, int Kinds)> _contexts = [];

    public LetterModel(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            Learn(text.AsSpan(0, Math.Min(text.Length, MostLetters)));
        }
    }

    /// <summary>How many bits it takes to tell each letter after those before it: 2 to the power of minus their sum is the text's probability.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">Whether it begins and ends here; else it is a piece from anywhere.</param>
    /// <returns>One for each letter, and one for the end of a whole text.</returns>
    public double[] Bits(ReadOnlySpan<char> text, bool isWhole)
    {
        double[] bits = new double[isWhole ? text.Length + 1 : text.Length];
        ulong before = isWhole ? Edge : 0UL;
        int known = isWhole ? 1 : 0;
        for (int i = 0; i < bits.Length; i++)
        {
            char letter = i < text.Length ? text[i] : Edge;
            bits[i] = -Math.Log2(Probability(before, known, letter));
            before = (before << 16) | letter;
            known = Math.Min(Order, known + 1);
        }

        return bits;
    }

    private void Learn(ReadOnlySpan<char> text)
    {
        ulong before = Edge;
        int known = 1;
        for (int i = 0; i <= text.Length; i++)
        {
            char letter = i < text.Length ? text[i] : Edge;
            for (int order = 0; order <= known; order++)
            {
                ulong context = Context(before, order), pair = Pair(context, letter);
                bool isNew = !_counts.TryGetValue(pair, out int count);
                _counts[pair] = count + 1;
                (int total, int kinds) = _contexts.GetValueOrDefault(context);
                _contexts[context] = (total + 1, kinds + (isNew ? 1 : 0));
            }

            before = (before << 16) | letter;
            known = Math.Min(Order, known + 1);
        }
    }

    private double Probability(ulong before, int known, char letter)
    {
        double probability = letter < 0x80 ? 1.0 / 64 : 1.0 / 8192;
        for (int order = 0; order <= known; order++)
        {
            ulong context = Context(before, order);
            if (!_contexts.TryGetValue(context, out (int Total, int Kinds) seen))
            {
                break;
            }

            probability = (_counts.GetValueOrDefault(Pair(context, letter)) + (seen.Kinds * probability)) / (seen.Total + seen.Kinds);
        }

        return probability;
    }

    private static ulong Context(ulong before, int order) => ((before & ((1UL << (16 * order)) - 1)) * 0x9E37_79B9_7F4A_7C15) + (ulong)order;

    private static ulong Pair(ulong context, char letter)
    {
        ulong mixed = (context ^ letter) * 0xBF58_476D_1CE4_E5B9;
        return mixed ^ (mixed >> 29);
    }
}
