using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Seatrial.Seeding.Proof;

/// <summary>
/// What letters are once case, accents, width and style are gone: compatibility decomposition and case folding of Unicode.
/// The table is our own, since the runtime's is absent where it runs without cultures, and a proof must not depend on that.
/// </summary>
internal static class Folds
{
    private static readonly FrozenDictionary<int, string> Others = Read();

    /// <summary>The letters or digits that a character stands for; empty when it separates; null when it is to be passed over.</summary>
    public static string? Of(Rune rune)
    {
        if (Others.TryGetValue(rune.Value, out string? known))
        {
            return known;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => null,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => Rune.ToLowerInvariant(rune).ToString(),
            UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => rune.ToString(),
            _ => string.Empty,
        };
    }

    private static FrozenDictionary<int, string> Read()
    {
        using StreamReader reader = new(typeof(Folds).Assembly.GetManifestResourceStream("Seatrial.Seeding.Proof.folds.txt")!, Encoding.UTF8);
        Dictionary<int, string> folds = [];
        while (reader.ReadLine() is { } line)
        {
            // `ss ßẞ`: what it becomes, then all that become it.
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (Rune rune in line.AsSpan(blank + 1).EnumerateRunes())
            {
                folds[rune.Value] = line[..blank];
            }
        }

        return folds.ToFrozenDictionary();
    }
}
