namespace Seatrial.Seeding.Proof;

/// <summary>
/// The words that the control made, and how often. What is put together of them is as likely as they are together. A word
/// that came in another column may be of a list that is used here, too.
/// </summary>
internal sealed class Vocabulary
{
    private const int Longest = 24;
    private const int MostWords = 50_000;

    /// <summary>So many words are all of a list that is used here; after fewer, others may come that came elsewhere.</summary>
    private const int AllOfList = 3_000;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _elsewhere = new(StringComparer.Ordinal);

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
        share = All < AllOfList && _elsewhere.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out double elsewhere) ? Math.Max(share, elsewhere) : share;
        return share > 0 ? -Math.Log2(share) : null;
    }
}
