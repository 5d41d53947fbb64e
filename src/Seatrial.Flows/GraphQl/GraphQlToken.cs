namespace Seatrial.Flows.GraphQl;

/// <summary>A word of a GraphQL document.</summary>
/// <param name="Kind">What it is: <c>n</c>ame, num<c>b</c>er, <c>s</c>tring, <c>p</c>unctuation.</param>
/// <param name="Text">As written.</param>
/// <param name="At">Where it begins.</param>
internal readonly record struct GraphQlToken(char Kind, string Text, int At)
{
    public const char Name = 'n';
    public const char Number = 'b';
    public const char String = 's';
    public const char Punctuation = 'p';

    public bool Is(string punctuation) => Kind == Punctuation && Text == punctuation;
}
