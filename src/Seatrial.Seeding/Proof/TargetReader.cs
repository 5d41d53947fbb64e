namespace Seatrial.Seeding.Proof;

/// <summary>Looks for production's values in what a target holds: in each text as a whole, in any few words of it, in its beginning, its digits, decoded, backwards.</summary>
/// <param name="look">Looks a reading up.</param>
internal sealed class TargetReader(ProductionReader.Taker look) : CellReader
{
    private char[] _reversed = new char[64];

    /// <summary>How many words the reading at hand has; 0 when it is not words as they stand.</summary>
    public int WindowRuns { get; private set; }

    /// <summary>The first of them.</summary>
    public int WindowFirst { get; private set; }

    /// <summary>Whether the reading at hand is all that stands there.</summary>
    public bool IsWhole => WindowFirst == 0 && WindowRuns == Folded.Runs;

    /// <summary>One of the words at hand.</summary>
    public ReadOnlySpan<char> Word(int run) => Folded.Window(run, 1);

    protected override void Figure(ReadOnlySpan<char> own, ValueClass kind)
    {
        (WindowFirst, WindowRuns) = (0, 0);
        if (own.Length >= Readings.FewestDigits)
        {
            look(ReadingKind.Value, own);
            if (kind == ValueClass.Number && own.Length <= Readings.MostDigits)
            {
                look(ReadingKind.Digits, own);
            }
        }
    }

    protected override void Part(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> whole = Folded.Whole;
        Windows();
        (WindowFirst, WindowRuns) = (0, Folded.Runs);
        if (Folded.Runs > Readings.WidestWindow)
        {
            look(ReadingKind.Value, whole);
        }

        (WindowFirst, WindowRuns) = (0, 0);
        if (Folded.Digits is >= Readings.FewestDigits and <= Readings.MostDigits)
        {
            string digits = Folded.OnlyDigits();
            look(ReadingKind.Digits, digits);
            if (digits.Length > Readings.LastDigits)
            {
                look(ReadingKind.Digits, digits.AsSpan(digits.Length - Readings.LastDigits));
            }
        }

        if (Folded.Digits == whole.Length)
        {
            return;
        }

        Beginning(whole);
        if (Readings.RunsBeforeAt(text, Folded) is > 0 and var runs && Folded.Window(0, runs) is { Length: >= Readings.ShortestLocal } local)
        {
            look(ReadingKind.Local, local);
            look(ReadingKind.Value, local);
        }
        else if (whole.Length is >= Readings.ShortestLocal and <= 64 && Folded.Runs <= 3)
        {
            look(ReadingKind.Local, whole);
        }

        Backwards(whole);
    }

    private void Windows()
    {
        for (int first = 0; first < Folded.Runs; first++)
        {
            for (int count = 1; count <= Readings.WidestWindow && first + count <= Folded.Runs; count++)
            {
                ReadOnlySpan<char> window = Folded.Window(first, count);
                (WindowFirst, WindowRuns) = (first, count);
                bool isNumber = Folded.DigitsIn(first, count) == window.Length;
                if (window.Length >= (isNumber ? Readings.FewestDigits : Readings.Shortest))
                {
                    look(ReadingKind.Value, window);
                    if (count == 1 && !isNumber)
                    {
                        look(ReadingKind.Word, window);
                    }
                }

                if (count == Readings.Shingle)
                {
                    look(ReadingKind.Shingle, window);
                }
            }
        }
    }

    private void Beginning(ReadOnlySpan<char> whole)
    {
        for (int i = Readings.Prefixes.Length - 1; i >= 0; i--)
        {
            if (Readings.Prefixes[i] <= whole.Length)
            {
                look(ReadingKind.Prefix, whole[..Readings.Prefixes[i]]);
                return;
            }
        }
    }

    private void Backwards(ReadOnlySpan<char> whole)
    {
        if (whole.Length is < 8 or > 200)
        {
            return;
        }

        if (_reversed.Length < whole.Length)
        {
            _reversed = new char[256];
        }

        Span<char> reversed = _reversed.AsSpan(0, whole.Length);
        whole.CopyTo(reversed);
        reversed.Reverse();
        look(ReadingKind.Value, reversed);
    }
}
