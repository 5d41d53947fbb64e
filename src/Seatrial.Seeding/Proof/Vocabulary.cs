namespace Seatrial.Seeding.Proof;

/// <summary>
/// The words that the control made, and how often. What is put together of them is as likely as they are together. A word that
/// did not come may be one of a list of which not all came: lists show by words that came twice (Good and Turing, Biometrika 40, 1953).
/// </summary>
internal sealed class Vocabulary
{
    private const int Longest = 24;
    private const int MostWords = 50_000;

    /// <summary>How much less strange a word may be than another to be of the same list.</summary>
    private const double SameList = 0.9;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _elsewhere = new(StringComparer.Ordinal);
    private (double Bits, long Once, long Twice)[]? _lists;

    /// <summary>How many words came.</summary>
    public long All { get; private set; }

    public void Learn(ReadOnlySpan<char> word)
    {
        All++;
        if (word.Length > Longest)
        {
            return;
        }

        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (words.TryGetValue(word, out int count) || _words.Count < MostWords)
        {
            words[word] = count + 1;
        }
    }

    /// <summary>Learns what came elsewhere: the list may be the same.</summary>
    public void LearnFrom(Vocabulary other)
    {
        foreach ((string word, int count) in other._words)
        {
            double share = (double)count / other.All;
            _elsewhere[word] = Math.Max(_elsewhere.GetValueOrDefault(word), share);
        }

        foreach ((string word, double share) in other._elsewhere)
        {
            _elsewhere[word] = Math.Max(_elsewhere.GetValueOrDefault(word), share);
        }
    }

    /// <summary>The fewest bits it takes to tell a word; null when it never came.</summary>
    public double? Bits(ReadOnlySpan<char> word)
    {
        double share = _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out int count) ? (double)count / All : 0;
        share = _elsewhere.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out double elsewhere) ? Math.Max(share, elsewhere) : share;
        return share > 0 ? -Math.Log2(share) : null;
    }

    /// <summary>The fewest bits it takes to tell a word that never came.</summary>
    /// <param name="bits">How many its letters take.</param>
    /// <param name="bitsOf">How many the letters of a word take.</param>
    public double Unseen(double bits, Func<string, double> bitsOf)
    {
        _lists ??= Measure(bitsOf);
        int first = Array.FindIndex(_lists, l => l.Bits >= bits * SameList);
        if (first < 0 || _lists[first] is not { Twice: > 0 } list)
        {
            return bits;
        }

        // All that did not come has no more than the share of what came once.
        double each = Math.Min(list.Once + 1.0, 2.0 * (list.Twice + 1) / Math.Max(1, list.Once)) / All;
        return Math.Min(bits, -Math.Log2(Math.Min(1, each)));
    }

    /// <summary>By the bits of its letters, how many words that take so many or more came once, and twice.</summary>
    private (double Bits, long Once, long Twice)[] Measure(Func<string, double> bitsOf)
    {
        (double Bits, int Count)[] words = [.. _words.Take(5000).Select(w => (bitsOf(w.Key), w.Value)).OrderByDescending(static w => w.Item1)];
        (double Bits, long Once, long Twice)[] lists = new (double, long, long)[words.Length];
        long once = 0, twice = 0;
        for (int i = 0; i < words.Length; i++)
        {
            once += words[i].Count == 1 ? 1 : 0;
            twice += words[i].Count == 2 ? 1 : 0;
            lists[words.Length - 1 - i] = (words[i].Bits, once, twice);
        }

        return lists;
    }
}
