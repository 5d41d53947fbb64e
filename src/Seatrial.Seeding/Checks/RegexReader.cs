using System.Collections.Immutable;
using System.Globalization;

namespace Seatrial.Seeding.Checks;

/// <summary>Reads PostgreSQL's regular expressions, as far as they are regular: no look-around, no references back, no word boundaries.</summary>
internal sealed class RegexReader(string pattern, bool isCaseBlind)
{
    private const int Deepest = 40, MostRepeats = 200;

    private bool _isCaseBlind = isCaseBlind;
    private int _at;
    private int _depth;
    private bool _isBad;

    private char Now => _at < pattern.Length ? pattern[_at] : '\0';

    /// <summary>What matches somewhere in a text; null when it cannot be told.</summary>
    public PatternNode? Read()
    {
        if (!pattern.All(char.IsAscii) || pattern.StartsWith("***", StringComparison.Ordinal))
        {
            return null;
        }

        if (pattern.StartsWith("(?i)", StringComparison.Ordinal))
        {
            _isCaseBlind = true;
            _at = 4;
        }

        PatternNode node = Choices();
        return _isBad || _at < pattern.Length ? null : new PatternNode.Sequence([PatternNode.Anything, node, PatternNode.Anything]);
    }

    private PatternNode Choices()
    {
        if (++_depth > Deepest)
        {
            _isBad = true;
            return new PatternNode.Sequence([]);
        }

        List<PatternNode> choices = [Sequence()];
        while (Now == '|' && !_isBad)
        {
            _at++;
            choices.Add(Sequence());
        }

        _depth--;
        return choices.Count == 1 ? choices[0] : new PatternNode.Either([.. choices]);
    }

    private PatternNode.Sequence Sequence()
    {
        ImmutableArray<PatternNode>.Builder parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (_at < pattern.Length && Now is not ('|' or ')') && !_isBad)
        {
            parts.Add(Repeated(Atom()));
        }

        return new(parts.ToImmutable());
    }

    private PatternNode Repeated(PatternNode part)
    {
        (int least, int? most)? times = Now switch
        {
            '*' => (0, null),
            '+' => (1, null),
            '?' => (0, 1),
            '{' => Counted(),
            _ => null,
        };
        if (times is not var (from, to) || _isBad)
        {
            return part;
        }

        _at++;
        if (Now == '?')
        {
            // As few as can be: the same texts.
            _at++;
        }

        if (Now is '*' or '+' or '{' || from > MostRepeats || to > MostRepeats || to < from)
        {
            _isBad = true;
        }

        return new PatternNode.Repeat(part, from, to);
    }

    private (int Least, int? Most)? Counted()
    {
        int close = pattern.IndexOf('}', _at);
        string[] ends = close < 0 ? [] : pattern[(_at + 1)..close].Split(',');
        _at = Math.Max(close, _at);
        if (ends.Length is 1 or 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int least))
        {
            if (ends.Length == 1)
            {
                return (least, least);
            }

            if (ends[1].Length == 0)
            {
                return (least, null);
            }

            if (int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out int most))
            {
                return (least, most);
            }
        }

        _isBad = true;
        return null;
    }

    private PatternNode Atom()
    {
        char one = Now;
        _at++;
        switch (one)
        {
            case '^':
                return new PatternNode.Set(PatternNode.Of(PatternNode.Start));
            case '$':
                return new PatternNode.Set(PatternNode.Of(PatternNode.End));
            case '.':
                return new PatternNode.Set(PatternNode.Printable);
            case '[':
                return new PatternNode.Set(Brackets());
            case '(':
                return Group();
            case '\\':
                return Escape();
            case '*' or '+' or '?' or '{':
                _isBad = true;
                return new PatternNode.Sequence([]);
            default:
                return PatternParser.Character(one, _isCaseBlind);
        }
    }

    private PatternNode Group()
    {
        if (Now == '?')
        {
            if (!pattern.AsSpan(_at).StartsWith("?:"))
            {
                _isBad = true;
            }

            _at += 2;
        }

        PatternNode node = Choices();
        if (Now != ')')
        {
            _isBad = true;
        }

        _at++;
        return node;
    }

    private PatternNode Escape()
    {
        char one = Now;
        _at++;
        if (one == 'A')
        {
            return new PatternNode.Set(PatternNode.Of(PatternNode.Start));
        }

        if (one == 'Z')
        {
            return new PatternNode.Set(PatternNode.Of(PatternNode.End));
        }

        if (Class(one) is { } set)
        {
            return new PatternNode.Set(set);
        }

        if (char.IsAsciiLetterOrDigit(one) || one == '\0')
        {
            _isBad = true;
        }

        return PatternParser.Character(one, _isCaseBlind);
    }

    private static UInt128? Class(char one) => one switch
    {
        'd' => PatternNode.Range('0', '9'),
        'D' => PatternNode.Printable & ~PatternNode.Range('0', '9'),
        'w' => Word,
        'W' => PatternNode.Printable & ~Word,
        's' => PatternNode.Of(' '),
        'S' => PatternNode.Printable & ~PatternNode.Of(' '),
        _ => null,
    };

    private static UInt128 Word => Letters | PatternNode.Range('0', '9') | PatternNode.Of('_');

    private static UInt128 Letters => PatternNode.Range('a', 'z') | PatternNode.Range('A', 'Z');

    private UInt128 Brackets()
    {
        bool isNot = Now == '^';
        _at += isNot ? 1 : 0;
        UInt128 set = UInt128.Zero;
        bool isFirst = true;
        while (_at < pattern.Length && (Now != ']' || isFirst) && !_isBad)
        {
            isFirst = false;
            set |= Member();
        }

        _isBad |= Now != ']';
        _at++;
        set = _isCaseBlind ? PatternParser.BothCases(set) : set;
        return isNot ? PatternNode.Printable & ~set : set;
    }

    private UInt128 Member()
    {
        if (Now == '[' && _at + 1 < pattern.Length && pattern[_at + 1] is ':' or '.' or '=')
        {
            return Named();
        }

        char first = Now;
        _at++;
        if (first == '\\')
        {
            char escaped = Now;
            _at++;
            if (Class(escaped) is { } set)
            {
                return set;
            }

            _isBad |= char.IsAsciiLetterOrDigit(escaped);
            first = escaped;
        }

        if (Now != '-' || _at + 1 >= pattern.Length || pattern[_at + 1] == ']')
        {
            return PatternNode.Of(first);
        }

        _at++;
        char last = Now;
        _at++;
        if (last == '\\')
        {
            last = Now;
            _at++;
            _isBad |= char.IsAsciiLetterOrDigit(last);
        }

        _isBad |= last < first || last == '[';
        return PatternNode.Range(first, last);
    }

    private UInt128 Named()
    {
        int close = pattern.IndexOf(":]", _at, StringComparison.Ordinal);
        string name = close < 0 ? string.Empty : pattern[(_at + 2)..close];
        _at = close < 0 ? pattern.Length : close + 2;
        switch (name)
        {
            case "alpha": return Letters;
            case "digit": return PatternNode.Range('0', '9');
            case "alnum": return Letters | PatternNode.Range('0', '9');
            case "upper": return PatternNode.Range('A', 'Z');
            case "lower": return PatternNode.Range('a', 'z');
            case "space" or "blank": return PatternNode.Of(' ');
            case "xdigit": return PatternNode.Range('0', '9') | PatternNode.Range('a', 'f') | PatternNode.Range('A', 'F');
            case "punct": return PatternNode.Printable & ~(Letters | PatternNode.Range('0', '9') | PatternNode.Of(' '));
            case "print" or "graph": return name == "print" ? PatternNode.Printable : PatternNode.Printable & ~PatternNode.Of(' ');
            default:
                _isBad = true;
                return UInt128.Zero;
        }
    }
}
