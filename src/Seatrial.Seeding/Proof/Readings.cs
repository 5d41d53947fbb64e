namespace Seatrial.Seeding.Proof;

/// <summary>The lengths that both sides of a comparison must agree on.</summary>
internal static class Readings
{
    /// <summary>A text of fewer characters is compared with its own column only.</summary>
    public const int Shortest = 4;

    /// <summary>A number of fewer digits is compared with its own column only.</summary>
    public const int FewestDigits = 7;

    /// <summary>More digits are no number that people have.</summary>
    public const int MostDigits = 24;

    /// <summary>How many digits at the end of a number tell it, without the codes of country and area.</summary>
    public const int LastDigits = 9;

    public const int ShortestLocal = 6;

    /// <summary>A value of more words is a text, and its words are language.</summary>
    public const int MostWords = 8;

    /// <summary>How many words a value may have to be found inside a longer text as a whole; beyond that it is found by its shingles.</summary>
    public const int WidestWindow = 8;

    /// <summary>How many words a shingle has.</summary>
    public const int Shingle = 5;

    /// <summary>The lengths at which beginnings are kept: one that was cut anywhere is told by the longest of these that is left.</summary>
    public static ReadOnlySpan<int> Prefixes => [6, 8, 11, 15, 20, 28];

    /// <summary>How many runs of letters and digits stand before the @ of a mail address; 0 when the text is none.</summary>
    public static int RunsBeforeAt(ReadOnlySpan<char> text, FoldedText folded)
    {
        text = text.Trim();
        int at = text.IndexOf('@');
        if (at <= 0 || at != text.LastIndexOf('@') || text.ContainsAny(' ', '\n') || text[at..].IndexOf('.') < 0)
        {
            return 0;
        }

        int runs = 0;
        bool isIn = false;
        foreach (char c in text[..at])
        {
            bool isLetter = char.IsLetterOrDigit(c);
            runs += isLetter && !isIn ? 1 : 0;
            isIn = isLetter;
        }

        return Math.Min(runs, folded.Runs);
    }
}
