namespace Seatrial.Seeding.Masking;

/// <summary>Texts that are too long.</summary>
internal static class TextCut
{
    /// <summary>The first characters of a text: no half of a pair, and no blank at the end.</summary>
    public static string To(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        return text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd(' ');
    }
}
