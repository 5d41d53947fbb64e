namespace Seatrial.Seeding.Proof;

/// <summary>
/// How likely it is that a column's text is what it is without anybody having looked at production. What came in the control
/// is as likely as it was there. What did not come is, at most, as likely as all that looks like it; and the stranger it looks
/// beside what the control makes, the less.
/// </summary>
/// <param name="column">What the control made for the column; what it made for all where it made none.</param>
internal sealed class Chance(ControlColumn column)
{
    private readonly double?[] _strangest = new double?[(int)ReadingKind.Row + 1];
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

        double bits = Model.Bits(reading, IsWhole(kind));
        if (tally is not { Texts.Count: > 0 })
        {
            // Nothing was read in this way: half of what the model says is believed.
            return Math.Pow(2, -bits / 2);
        }

        (double each, _, bool isOpen) = tally.Unseen;
        double likely = isOpen ? Math.Min(each, Math.Pow(2, -bits / 2)) : each;
        return likely * Math.Pow(2, -Math.Max(0, bits - Strangest(kind, tally)));
    }

    /// <summary>The probability that one reading is any that did not come in the control.</summary>
    public double Unseen(ReadingKind kind) => column[kind]?.Unseen.All ?? 1;

    private LetterModel Model => _model ??= new(column.Texts);

    private double Strangest(ReadingKind kind, ControlTally tally)
    {
        if (_strangest[(int)kind] is { } known)
        {
            return known;
        }

        double most = 0;
        foreach (string text in tally.Texts)
        {
            most = Math.Max(most, Model.Bits(text, IsWhole(kind)));
        }

        _strangest[(int)kind] = most;
        return most;
    }

    private static bool IsWhole(ReadingKind kind) => kind == ReadingKind.Own;
}
