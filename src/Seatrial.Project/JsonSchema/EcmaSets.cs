using System.Text;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema;

/// <summary>The sets of characters that have an escape: <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>\p{}</c> and their opposites.</summary>
internal static class EcmaSets
{
    private const int LastRune = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    private static readonly (int First, int Last)[] Digits = [('0', '9')];
    private static readonly (int First, int Last)[] Words = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

    private static readonly (int First, int Last)[] Spaces =
        [(9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)];

    public static bool IsNext(EcmaReader reader) =>
        !reader.IsAtEnd && reader.Current == '\\' && (reader.Next is 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P');

    /// <summary>Reads an escape and adds its characters.</summary>
    public static void Add(IRegexpClass content, EcmaReader reader)
    {
        char kind = reader.Next;
        reader.Skip(2);
        if (kind is 'p' or 'P')
        {
            string property = reader.Take('{') ? reader.Until('}') : throw new EcmaSyntaxException($"\\{kind} needs a property in braces");
            content.AddCategory($"\\{kind}{{{EcmaProperties.Category(property)}}}");
            return;
        }

        (int First, int Last)[] ranges = char.ToLowerInvariant(kind) switch
        {
            'd' => Digits,
            'w' => Words,
            _ => Spaces,
        };
        foreach ((int first, int last) in char.IsAsciiLetterUpper(kind) ? Complement(ranges) : ranges)
        {
            content.Add(new Rune(first), new Rune(last));
        }
    }

    private static IEnumerable<(int First, int Last)> Complement((int First, int Last)[] ranges)
    {
        int next = 0;
        foreach ((int first, int last) in ranges.Append((FirstSurrogate, LastSurrogate)).Order())
        {
            if (first > next)
            {
                yield return (next, first - 1);
            }

            next = last + 1;
        }

        yield return (next, LastRune);
    }
}
