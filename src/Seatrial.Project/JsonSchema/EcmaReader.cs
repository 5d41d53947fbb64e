using System.Globalization;
using System.Text;

namespace Seatrial.Project.JsonSchema;

/// <summary>Reads the characters, escapes and numbers of a regular expression.</summary>
/// <param name="pattern">The expression.</param>
internal sealed class EcmaReader(string pattern)
{
    private int _at;

    public bool IsAtEnd => _at >= pattern.Length;

    public char Current => pattern[_at];

    /// <summary>What follows the current character.</summary>
    public char Next => _at + 1 < pattern.Length ? pattern[_at + 1] : throw new EcmaSyntaxException("it ends in a backslash");

    /// <summary>Whether a hyphen stands here that makes a range.</summary>
    public bool IsRange => _at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']';

    public void Skip(int count) => _at += count;

    public bool Take(char wanted)
    {
        bool isThere = !IsAtEnd && Current == wanted;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    public bool Take(string wanted)
    {
        bool isThere = pattern.AsSpan(_at).StartsWith(wanted);
        _at += isThere ? wanted.Length : 0;
        return isThere;
    }

    /// <summary>The text up to a character, which is skipped, too.</summary>
    public string Until(char end)
    {
        int place = pattern.IndexOf(end, _at);
        if (place < 0)
        {
            throw new EcmaSyntaxException($"a {end} is missing");
        }

        string text = pattern[_at..place];
        _at = place + 1;
        return text;
    }

    public int Number()
    {
        int start = _at;
        while (!IsAtEnd && char.IsAsciiDigit(Current))
        {
            _at++;
        }

        return int.TryParse(pattern.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;
    }

    /// <summary>A quantifier without the question mark behind it; null when none stands here.</summary>
    public string? Quantifier()
    {
        if (Current is '*' or '+' or '?')
        {
            return pattern[_at++].ToString();
        }

        int start = _at;
        if (!Take('{') || IsAtEnd || !char.IsAsciiDigit(Current))
        {
            _at = start;
            return null;
        }

        int least = Number();
        int most = least;
        if (Take(','))
        {
            most = !IsAtEnd && char.IsAsciiDigit(Current) ? Number() : int.MaxValue;
        }

        if (!Take('}'))
        {
            _at = start;
            return null;
        }

        return most >= least ? pattern[start.._at] : throw new EcmaSyntaxException($"the numbers in {pattern[start.._at]} are out of order");
    }

    /// <summary>A character that stands for itself.</summary>
    public int Character()
    {
        if (Quantifier() is { } quantifier)
        {
            throw new EcmaSyntaxException($"there is nothing for {quantifier} to repeat");
        }

        return Plain();
    }

    /// <summary>What an escape stands for.</summary>
    public int EscapedCharacter(bool isInClass)
    {
        char kind = Next;
        _at += 2;
        switch (kind)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'b' when isInClass:
                return '\b';
            case '0' when IsAtEnd || !char.IsAsciiDigit(Current):
                return 0;
            case 'c' when !IsAtEnd && char.IsAsciiLetter(Current):
                return pattern[_at++] % 32;
            case 'x':
                return Hexadecimal(2);
            case 'u':
                return Unicode();
            case var _ when char.IsAsciiLetterOrDigit(kind):
                throw new EcmaSyntaxException($"\\{kind} is no escape");
            default:
                _at--;
                return Plain();
        }
    }

    private int Plain()
    {
        if (Rune.TryGetRuneAt(pattern, _at, out Rune rune))
        {
            _at += rune.Utf16SequenceLength;
            return rune.Value;
        }

        return pattern[_at++];
    }

    private int Unicode()
    {
        if (Take('{'))
        {
            string digits = Until('}');
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rune) && rune is >= 0 and <= 0x10FFFF
                ? rune
                : throw new EcmaSyntaxException($"\\u{{{digits}}} is no character");
        }

        int high = Hexadecimal(4);
        int before = _at;
        if (char.IsHighSurrogate((char)high) && Take("\\u") && !IsAtEnd && Current != '{')
        {
            int low = Hexadecimal(4);
            if (char.IsLowSurrogate((char)low))
            {
                return char.ConvertToUtf32((char)high, (char)low);
            }
        }

        _at = before;
        return high;
    }

    private int Hexadecimal(int length)
    {
        if (_at + length <= pattern.Length && int.TryParse(pattern.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            _at += length;
            return value;
        }

        throw new EcmaSyntaxException($"{length} hexadecimal digits are missing behind \\{(length == 2 ? 'x' : 'u')}");
    }
}
