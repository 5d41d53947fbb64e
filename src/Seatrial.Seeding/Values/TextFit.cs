using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Values;

/// <summary>What texts of a column must be like.</summary>
/// <param name="Least">The fewest characters.</param>
/// <param name="Most">The most.</param>
/// <param name="Case">Its letters.</param>
/// <param name="IsTrimmed">Whether no blank may stand at an end.</param>
internal sealed record TextFit(int Least, int Most, LetterCase Case, bool IsTrimmed)
{
    /// <summary>Longer texts are not made of nothing.</summary>
    public const int Longest = 10_000;

    /// <summary>The texts that match the patterns of checks; null where there is none.</summary>
    public TextLanguage? Language { get; init; }

    /// <summary>The fit of a column; null when no text fits, or its patterns are too much.</summary>
    /// <param name="request">The column.</param>
    /// <param name="scalar">Its type.</param>
    /// <param name="isCaseBlind">Whether texts that differ in case only count as the same, and must not be made.</param>
    public static TextFit? Of(MakerRequest request, DataType.Scalar scalar, bool isCaseBlind = false)
    {
        ColumnRule rule = request.Rule;
        CellInterval length = rule.Length;
        decimal least = Math.Max(0, length.Low is { } low ? (length.LowIsOpen ? Math.Floor(low) + 1 : Math.Ceiling(low)) : 0);
        decimal most = Math.Min(scalar.Length ?? Longest, length.High is { } high ? (length.HighIsOpen ? Math.Ceiling(high) - 1 : Math.Floor(high)) : Longest);
        if (least > most)
        {
            return null;
        }

        TextFit fit = new((int)least, (int)most, rule.Case, rule.IsTrimmed || scalar.IsPadded);
        if (rule.Patterns.IsEmpty)
        {
            return fit;
        }

        List<TextPattern> patterns = [.. rule.Patterns];
        if (fit.IsTrimmed)
        {
            PatternNode blank = new PatternNode.Set(PatternNode.Of(' '));
            patterns.Add(new(new PatternNode.Sequence([new PatternNode.Set(PatternNode.Of(PatternNode.Start)), blank, PatternNode.Anything]), IsForbidden: true));
            patterns.Add(new(new PatternNode.Sequence([PatternNode.Anything, blank, new PatternNode.Set(PatternNode.Of(PatternNode.End))]), IsForbidden: true));
        }

        return Alphabets(fit.Case, isCaseBlind).Select(a => LanguageOf(patterns, a, fit)).FirstOrDefault(static l => l is not null) is { } language
            ? fit with { Language = language }
            : null;
    }

    /// <summary>A text cut, filled and put into the case that is asked for.</summary>
    public string Apply(string text, ref CellRandom random)
    {
        if (Case != LetterCase.Any)
        {
            text = Case == LetterCase.Lower ? text.ToLowerInvariant() : text.ToUpperInvariant();
        }

        if (text.Length > Most)
        {
            text = text[..(Most > 0 && char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)];
        }

        if (IsTrimmed)
        {
            text = text.Trim();
        }

        if (text.Length < Least)
        {
            text += string.Create(Least - text.Length, (random.Next(), Case == LetterCase.Upper), static (span, draws) =>
            {
                ulong left = draws.Item1;
                for (int i = 0; i < span.Length; i++)
                {
                    left = (left * 6364136223846793005) + 1442695040888963407;
                    span[i] = (char)((draws.Item2 ? 'A' : 'a') + (int)((left >> 33) % 26));
                }
            });
        }

        return text;
    }

    private static TextLanguage? LanguageOf(List<TextPattern> patterns, UInt128 alphabet, TextFit fit)
    {
        // Short texts are enough, unless the patterns have none.
        foreach (int most in new[] { fit.Least + 24, fit.Least + 80, 1000 })
        {
            // An empty text says nothing; it is made when no other matches.
            foreach (int least in new[] { Math.Max(1, fit.Least), fit.Least })
            {
                if (TextLanguage.Of(patterns, alphabet, least, Math.Max(least, Math.Min(most, fit.Most))) is { Lengths.Count: > 0 } language && language.Lengths[0] <= fit.Most)
                {
                    return language;
                }
            }

            if (most >= fit.Most)
            {
                break;
            }
        }

        return null;
    }

    private static IEnumerable<UInt128> Alphabets(LetterCase letters, bool isCaseBlind)
    {
        UInt128 upper = PatternNode.Range('A', 'Z'), lower = PatternNode.Range('a', 'z');
        if (letters != LetterCase.Upper)
        {
            if (letters == LetterCase.Lower || isCaseBlind)
            {
                yield return PatternNode.Printable & ~upper;
            }
            else
            {
                yield return PatternNode.Printable;
            }
        }

        if (letters == LetterCase.Upper || (isCaseBlind && letters == LetterCase.Any))
        {
            yield return PatternNode.Printable & ~lower;
        }
    }
}
