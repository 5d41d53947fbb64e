using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seatrial.Project.JsonPath;

/// <summary>Parses the literals of a query.</summary>
/// <param name="parser">The parser, standing on the literal.</param>
internal sealed class JsonPathLiterals(JsonPathParser parser)
{
    /// <summary>A text in single or double quotes, unescaped.</summary>
    public string ParseString()
    {
        char quote = parser.Peek;
        parser.Position++;
        StringBuilder value = new();
        while (true)
        {
            char c = parser.Peek;
            if (parser.Position >= parser.Text.Length)
            {
                throw parser.Error("the quote is not closed");
            }

            if (c < ' ')
            {
                throw parser.Error("a control character must be escaped");
            }

            parser.Position++;
            if (c == quote)
            {
                return value.ToString();
            }

            if (c == '\\')
            {
                ParseEscape(quote, value);
            }
            else if (char.IsHighSurrogate(c) && char.IsLowSurrogate(parser.Peek))
            {
                value.Append(c).Append(parser.Peek);
                parser.Position++;
            }
            else if (char.IsSurrogate(c))
            {
                throw parser.Error("half of a surrogate pair is missing");
            }
            else
            {
                value.Append(c);
            }
        }
    }

    /// <summary>A number, as JSON writes it, but <c>-0</c> is allowed.</summary>
    public JsonElement ParseNumber()
    {
        int start = parser.Position;
        parser.Take("-");
        int digits = Digits();
        bool isWrong = digits == 0 || (digits > 1 && parser.Text[parser.Position - digits] == '0');
        if (parser.Take("."))
        {
            isWrong |= Digits() == 0;
        }

        if (parser.Take("e") || parser.Take("E"))
        {
            _ = parser.Take("+") || parser.Take("-");
            isWrong |= Digits() == 0;
        }

        if (isWrong)
        {
            parser.Position = start;
            throw parser.Error("this is not a number");
        }

        return JsonDocument.Parse(parser.Text[start..parser.Position]).RootElement;
    }

    private int Digits()
    {
        int count = 0;
        while (char.IsAsciiDigit(parser.Peek))
        {
            parser.Position++;
            count++;
        }

        return count;
    }

    private void ParseEscape(char quote, StringBuilder value)
    {
        if (parser.Position >= parser.Text.Length)
        {
            throw parser.Error("the quote is not closed");
        }

        char c = parser.Peek;
        parser.Position++;
        switch (c)
        {
            case 'b':
                value.Append('\b');
                break;
            case 'f':
                value.Append('\f');
                break;
            case 'n':
                value.Append('\n');
                break;
            case 'r':
                value.Append('\r');
                break;
            case 't':
                value.Append('\t');
                break;
            case '/' or '\\':
                value.Append(c);
                break;
            case 'u':
                ParseUnicode(value);
                break;
            default:
                value.Append(c == quote ? c : throw parser.Error("there is no such escape"));
                break;
        }
    }

    private void ParseUnicode(StringBuilder value)
    {
        char first = Hex();
        if (char.IsLowSurrogate(first))
        {
            throw parser.Error("half of a surrogate pair is missing");
        }

        value.Append(first);
        if (char.IsHighSurrogate(first))
        {
            char second = parser.Take("\\u") ? Hex() : '\0';
            value.Append(char.IsLowSurrogate(second) ? second : throw parser.Error("half of a surrogate pair is missing"));
        }
    }

    private char Hex()
    {
        int at = parser.Position;
        if (at + 4 > parser.Text.Length || !ushort.TryParse(parser.Text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            throw parser.Error("four hexadecimal digits are missing here");
        }

        parser.Position += 4;
        return (char)code;
    }
}
