using System.Collections.Immutable;

namespace Seatrial.Seeding.Checks;

/// <summary>Patterns as PostgreSQL takes them: of LIKE, of SIMILAR TO and regular expressions. What has no automaton is null.</summary>
internal static class PatternParser
{
    private static readonly PatternNode Start = new PatternNode.Set(PatternNode.Of(PatternNode.Start)), End = new PatternNode.Set(PatternNode.Of(PatternNode.End));

    private static readonly PatternNode One = new PatternNode.Set(PatternNode.Printable);

    /// <summary>A text and no other; what is not in ASCII is never made, so anything stands for it.</summary>
    public static PatternNode Exactly(string text) => new PatternNode.Sequence([Start, Literal(text), End]);

    /// <summary>Texts with a text at their start, at their end or anywhere.</summary>
    public static PatternNode Around(string text, bool isStart, bool isEnd) =>
        new PatternNode.Sequence([isStart ? Start : PatternNode.Anything, Literal(text), isEnd ? End : PatternNode.Anything]);

    /// <summary>The pattern of LIKE; null when it is none.</summary>
    public static PatternNode? Like(string pattern, bool isCaseBlind, char escape = '\\')
    {
        if (!pattern.All(char.IsAscii))
        {
            return null;
        }

        ImmutableArray<PatternNode>.Builder parts = ImmutableArray.CreateBuilder<PatternNode>();
        parts.Add(Start);
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape)
            {
                if (++i == pattern.Length)
                {
                    return null;
                }

                parts.Add(Character(pattern[i], isCaseBlind));
                continue;
            }

            parts.Add(pattern[i] switch
            {
                '%' => new PatternNode.Repeat(One, 0, null),
                '_' => One,
                char other => Character(other, isCaseBlind),
            });
        }

        parts.Add(End);
        return new PatternNode.Sequence(parts.ToImmutable());
    }

    /// <summary>A regular expression, which may match anywhere; null when it is none, or has what no automaton has.</summary>
    public static PatternNode? Regex(string pattern, bool isCaseBlind) => new RegexReader(pattern, isCaseBlind).Read();

    public static PatternNode Character(char one, bool isCaseBlind)
    {
        UInt128 set = PatternNode.Of(one);
        return new PatternNode.Set(isCaseBlind ? BothCases(set) : set);
    }

    public static UInt128 BothCases(UInt128 set)
    {
        UInt128 upper = PatternNode.Range('A', 'Z'), lower = PatternNode.Range('a', 'z');
        return set | (set & upper) << 32 | (set & lower) >> 32;
    }

    private static PatternNode.Sequence Literal(string text) =>
        new([.. text.Select(static c => char.IsAscii(c) ? Character(c, isCaseBlind: false) : new PatternNode.Set(UInt128.Zero))]);
}
