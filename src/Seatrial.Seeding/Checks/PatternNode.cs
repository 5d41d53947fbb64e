using System.Collections.Immutable;

namespace Seatrial.Seeding.Checks;

/// <summary>A pattern of texts in ASCII. The texts it is about have a mark at their start and at their end.</summary>
internal abstract record PatternNode
{
    /// <summary>The characters at the start and at the end of every text; no text has them within.</summary>
    public const char Start = '\u0002', End = '\u0003';

    private PatternNode()
    {
    }

    /// <summary>The printable characters.</summary>
    public static UInt128 Printable { get; } = Range(' ', '~');

    /// <summary>Anything, the marks as well.</summary>
    public static PatternNode Anything { get; } = new Repeat(new Set(Printable | Of(Start) | Of(End)), 0, null);

    public static UInt128 Of(char one) => UInt128.One << one;

    public static UInt128 Range(char first, char last)
    {
        UInt128 set = UInt128.Zero;
        for (char one = first; one <= last; one++)
        {
            set |= Of(one);
        }

        return set;
    }

    /// <summary>One of some characters.</summary>
    /// <param name="Characters">A bit for each.</param>
    public sealed record Set(UInt128 Characters) : PatternNode;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(ImmutableArray<PatternNode> Parts) : PatternNode;

    /// <summary>One of some.</summary>
    public sealed record Either(ImmutableArray<PatternNode> Choices) : PatternNode;

    /// <summary>The same several times.</summary>
    /// <param name="Part">What.</param>
    /// <param name="Least">At least how often.</param>
    /// <param name="Most">At most how often; null for any number.</param>
    public sealed record Repeat(PatternNode Part, int Least, int? Most) : PatternNode;
}
