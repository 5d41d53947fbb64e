namespace Seatrial.Seeding.Proof;

/// <summary>What is kept of production's values: of each, fingerprints of all the ways in which it could turn up.</summary>
/// <param name="add">Takes each reading.</param>
internal sealed class ProductionReader(ProductionReader.Taker add) : CellReader
{
    /// <summary>Of how many shingles in a row one is kept.</summary>
    private const int Of = 4;

    /// <summary>Takes a reading.</summary>
    public delegate void Taker(ReadingKind kind, ReadOnlySpan<char> reading);

    protected override void Figure(ReadOnlySpan<char> own, ValueClass kind)
    {
        if (own.Length >= Readings.FewestDigits)
        {
            add(ReadingKind.Value, own);
        }
    }

    protected override void Part(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> whole = Folded.Whole;
        bool isNumber = Folded.Digits == whole.Length;
        if (whole.Length >= (isNumber ? Readings.FewestDigits : Readings.Shortest))
        {
            add(ReadingKind.Value, whole);
        }

        if (Folded.Digits >= Readings.FewestDigits && Folded.Digits <= Readings.MostDigits)
        {
            string digits = Folded.OnlyDigits();
            add(ReadingKind.Digits, digits);
            if (digits.Length > Readings.LastDigits)
            {
                add(ReadingKind.Digits, digits.AsSpan(digits.Length - Readings.LastDigits));
            }
        }

        if (isNumber)
        {
            return;
        }

        foreach (int length in Readings.Prefixes)
        {
            if (length < whole.Length)
            {
                add(ReadingKind.Prefix, whole[..length]);
            }
        }

        Words(text);
        Shingles();
    }

    private void Words(ReadOnlySpan<char> text)
    {
        if (Folded.Runs is > 1 and <= Readings.MostWords)
        {
            for (int i = 0; i < Folded.Runs; i++)
            {
                ReadOnlySpan<char> word = Folded.Window(i, 1);
                if (word.Length >= Readings.Shortest && Folded.DigitsIn(i, 1) < word.Length)
                {
                    add(ReadingKind.Word, word);
                }
            }
        }

        if (Readings.RunsBeforeAt(text, Folded) is > 0 and var runs && Folded.Window(0, runs) is { Length: >= Readings.ShortestLocal } local)
        {
            add(ReadingKind.Local, local);
        }
    }

    /// <summary>
    /// Of each few shingles in a row one is kept, the one with the least hash, so that a passage of eight words in common is found
    /// wherever it begins: winnowing, Schleimer, Wilkerson and Aiken, SIGMOD 2003.
    /// </summary>
    private void Shingles()
    {
        if (Folded.Runs <= Readings.WidestWindow)
        {
            return;
        }

        int count = Folded.Runs - Readings.Shingle + 1, last = -1;
        for (int i = 0; i + Of <= count; i++)
        {
            int least = i;
            for (int j = i + 1; j < i + Of; j++)
            {
                least = string.GetHashCode(Folded.Window(j, Readings.Shingle), StringComparison.Ordinal) < string.GetHashCode(Folded.Window(least, Readings.Shingle), StringComparison.Ordinal) ? j : least;
            }

            if (least != last)
            {
                add(ReadingKind.Shingle, Folded.Window(least, Readings.Shingle));
                last = least;
            }
        }
    }
}
