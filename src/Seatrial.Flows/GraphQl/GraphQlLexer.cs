using System.Buffers;

namespace Seatrial.Flows.GraphQl;

/// <summary>Splits a GraphQL document into words (GraphQL, October 2021, §2.1).</summary>
internal static class GraphQlLexer
{
    private static readonly SearchValues<char> Punctuators = SearchValues.Create("!$&():=@[]{|}");
    private static readonly SearchValues<char> EndOfLine = SearchValues.Create("\r\n");

    /// <exception cref="GraphQlSyntaxException">A character or a text does not belong there.</exception>
    public static List<GraphQlToken> Read(string text)
    {
        List<GraphQlToken> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c is ' ' or '\t' or '\r' or '\n' or ',' or '\uFEFF')
            {
                at++;
            }
            else if (c == '#')
            {
                int end = text.AsSpan(at).IndexOfAny(EndOfLine);
                at = end < 0 ? text.Length : at + end;
            }
            else
            {
                (char kind, int length) = Token(text, at);
                tokens.Add(new GraphQlToken(kind, text.Substring(at, length), at));
                at += length;
            }
        }

        return tokens;
    }

    private static (char Kind, int Length) Token(string text, int at) => text[at] switch
    {
        '.' when text.AsSpan(at).StartsWith("...") => (GraphQlToken.Punctuation, 3),
        '"' when text.AsSpan(at).StartsWith("\"\"\"") => (GraphQlToken.String, BlockString(text, at)),
        '"' => (GraphQlToken.String, String(text, at)),
        '_' => (GraphQlToken.Name, Name(text, at)),
        '-' => (GraphQlToken.Number, Number(text, at)),
        var c when Punctuators.Contains(c) => (GraphQlToken.Punctuation, 1),
        var c when char.IsAsciiLetter(c) => (GraphQlToken.Name, Name(text, at)),
        var c when char.IsAsciiDigit(c) => (GraphQlToken.Number, Number(text, at)),
        var c => throw new GraphQlSyntaxException(at, $"`{Shown(c)}` does not belong there"),
    };

    private static int Name(string text, int at)
    {
        int end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end - at;
    }

    private static int Number(string text, int at)
    {
        int end = text[at] == '-' ? at + 1 : at;
        int digits = end;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or 'e' or 'E' || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        return end > digits && char.IsAsciiDigit(text[end - 1]) && char.IsAsciiDigit(text[digits])
            ? end - at
            : throw new GraphQlSyntaxException(at, $"`{text[at..Math.Max(end, at + 1)]}` is not a number");
    }

    private static int String(string text, int at)
    {
        for (int i = at + 1; i < text.Length && text[i] is not ('\r' or '\n'); i++)
        {
            switch (text[i])
            {
                case '"':
                    return i + 1 - at;
                case '\\':
                    i++;
                    break;
            }
        }

        throw new GraphQlSyntaxException(at, "the text that begins here does not end on its line");
    }

    private static int BlockString(string text, int at)
    {
        int from = at + 3;
        while (true)
        {
            int end = text.IndexOf("\"\"\"", from, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new GraphQlSyntaxException(at, "the text that begins here does not end");
            }

            if (text[end - 1] != '\\' || end == at + 3)
            {
                return end + 3 - at;
            }

            from = end + 3;
        }
    }

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c.ToString();
}
