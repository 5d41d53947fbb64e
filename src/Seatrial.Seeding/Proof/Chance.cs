namespace Seatrial.Seeding.Proof;

/// <summary>
/// How likely it is that a column's text is what it is without anybody having looked at production. What came in the control is
/// as likely as it was there. What did not come is no likelier than that nobody saw it (the rule of three), nor than its words
/// are together, where the control made them, and the letters of its other words one after another.
/// </summary>
/// <param name="column">What the control made for the column; what it made for all where it made none.</param>
internal sealed class Chance(ControlColumn column)
{
    /// <summary>How much of what the model says of letters is believed: it knows a sample of what makes them.</summary>
    private const double Trust = 0.85;

    /// <summary>The same where the control made nothing that is read in this way.</summary>
    private const double LittleTrust = 0.5;

    /// <summary>Longer texts are told by their letters alone.</summary>
    private const int LongestText = 200;

    private LetterModel? _model;

    /// <summary>The probability that one reading is this one.</summary>
    /// <param name="kind">In what way it was read.</param>
    /// <param name="print">Its fingerprint.</param>
    /// <param name="reading">It.</param>
    public double Of(ReadingKind kind, ulong print, ReadOnlySpan<char> reading)
    {
        ControlTally? tally = column[kind];
        if (tally is { Lookups: > 0 } && tally.HitsOf(print) is > 0 and var hits)
        {
            return Math.Min(1, (hits + 3.0) / tally.Lookups);
        }

        bool isKnownKind = tally is { Lookups: > 0 };
        double[] letters = Model.Bits(reading, kind == ReadingKind.Own);
        for (int i = 0; i < letters.Length; i++)
        {
            // Nobody's digits are language.
            letters[i] *= i < reading.Length && char.IsAsciiDigit(reading[i]) ? 1 : isKnownKind ? Trust : LittleTrust;
        }

        double likely = Math.Pow(2, -Bits(reading, letters));
        return isKnownKind ? Math.Min(likely, 3.0 / tally!.Lookups) : likely;
    }

    /// <summary>The fewest bits it takes to tell a text by words that came, and letters.</summary>
    private double Bits(ReadOnlySpan<char> text, ReadOnlySpan<double> letters)
    {
        if (text.Length > LongestText)
        {
            return letters.ToArray().Sum();
        }

        double[] least = new double[text.Length + 1];
        for (int end = 1; end <= text.Length; end++)
        {
            least[end] = double.MaxValue;
            double own = 0;
            for (int start = end - 1; start >= 0; start--)
            {
                own += letters[start];
                double word = end - start < Readings.Shortest ? own : column.Words.Bits(text[start..end]) ?? own;
                least[end] = Math.Min(least[end], least[start] + Math.Min(own, word));
            }
        }

        return least[^1] + (letters.Length > text.Length ? letters[^1] : 0);
    }

    /// <summary>The probability that one reading is any that did not come in the control.</summary>
    public double Unseen(ReadingKind kind) => column[kind]?.Unseen ?? 1;

    private LetterModel Model => _model ??= new(column.Texts);
}
