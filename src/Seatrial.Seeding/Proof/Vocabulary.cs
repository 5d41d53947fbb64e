namespace Seatrial.Seeding.Proof;

/// <summary>The words that the control made in a column, and how often. What is put together of them is as likely as they are together.</summary>
internal sealed class Vocabulary
{
    private const int Longest = 24;
    private const int MostWords = 50_000;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private long _all;

    public void Learn(ReadOnlySpan<char> word)
    {
        _all++;
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

    /// <summary>The fewest bits it takes to tell a text, by words that are known and letters between them.</summary>
    /// <param name="text">The text; its words stand together.</param>
    /// <param name="letters">How many bits each letter takes after those before it; one more for the end where the text ends there.</param>
    public double Bits(ReadOnlySpan<char> text, ReadOnlySpan<double> letters)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        double[] least = new double[text.Length + 1];
        for (int end = 1; end <= text.Length; end++)
        {
            least[end] = least[end - 1] + letters[end - 1];
            for (int start = Math.Max(0, end - Longest); start <= end - Readings.Shortest; start++)
            {
                if (words.TryGetValue(text[start..end], out int count))
                {
                    least[end] = Math.Min(least[end], least[start] - Math.Log2((double)count / _all));
                }
            }
        }

        return least[^1] + (letters.Length > text.Length ? letters[^1] : 0);
    }
}
