using System.Runtime.InteropServices;

namespace Seatrial.Seeding.Checks;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word; a text without its quotes, a name without them and in small letters unless it was quoted.</param>
/// <param name="At">Where it begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExpressionToken(ExpressionToken.Sort Kind, string Text, int At)
{
    internal enum Sort
    {
        End,
        Name,
        QuotedName,
        Text,
        Number,
        Operator,
        Mark,
    }

    public bool Is(string word) => Kind is Sort.Name or Sort.Operator or Sort.Mark && Text == word;
}
