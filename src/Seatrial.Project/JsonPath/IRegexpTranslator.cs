using System.Text;

namespace Seatrial.Project.JsonPath;

/// <summary>Reads RFC 9485 strictly and writes what .NET understands, whole characters where .NET sees surrogates.</summary>
internal sealed class IRegexpTranslator(string pattern)
{
    private const int MostDepth = 64;
    private const string AnyCharacter = @"(?:[^\n\r\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";

    private readonly StringBuilder _out = new();
    private int _at;

    public string? Translate() => Alternatives(0) && _at == pattern.Length ? _out.ToString() : null;

    private bool Alternatives(int depth)
    {
        if (depth > MostDepth)
        {
            return false;
        }

        while (_at < pattern.Length && pattern[_at] != ')')
        {
            if (pattern[_at] == '|')
            {
                _out.Append('|');
                _at++;
            }
            else if (!Atom(depth) || !Quantifier())
            {
                return false;
            }
        }

        return true;
    }

    private bool Atom(int depth)
    {
        var c = pattern[_at];
        switch (c)
        {
            case '(':
                _at++;
                _out.Append("(?:");
                if (!Alternatives(depth + 1) || _at >= pattern.Length)
                {
                    return false;
                }

                _at++;
                _out.Append(')');
                return true;
            case '.':
                _at++;
                _out.Append(AnyCharacter);
                return true;
            case '[':
                return Class();
            case '\\':
                return Escape();
            case '^' or '$':
                // RFC 9485 has no anchors and takes these for themselves; the compliance suite and every peer anchor.
                _at++;
                _out.Append(c == '^' ? @"\A" : @"\z");
                return true;
            case '*' or '+' or '?' or ')' or ']' or '{' or '}' or '|':
                return false;
            default:
                return ReadRune() is { } rune && AppendRune(rune);
        }
    }

    private bool Escape()
    {
        if (ReadCategory() is { } category)
        {
            // A negated category takes characters outside the basic plane, too; .NET would take half of one.
            _out.Append(category[1] == 'P'
                ? $@"(?:[{category}-[\uD800-\uDFFF]]|[\uD800-\uDBFF][\uDC00-\uDFFF])"
                : category);
            return true;
        }

        return ReadEscapedRune() is { } rune && AppendRune(rune);
    }

    private bool Quantifier()
    {
        if (_at >= pattern.Length)
        {
            return true;
        }

        if (pattern[_at] is '*' or '+' or '?')
        {
            _out.Append(pattern[_at++]);
            return true;
        }

        if (pattern[_at] != '{')
        {
            return true;
        }

        var start = _at++;
        var least = Digits();
        var hasComma = _at < pattern.Length && pattern[_at] == ',';
        if (hasComma)
        {
            _at++;
            Digits();
        }

        if (least == 0 || _at >= pattern.Length || pattern[_at] != '}')
        {
            return false;
        }

        _at++;
        _out.Append(pattern, start, _at - start);
        return true;
    }

    private int Digits()
    {
        var start = _at;
        while (_at < pattern.Length && char.IsAsciiDigit(pattern[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private bool Class()
    {
        _at++;
        var content = new IRegexpClass();
        if (_at < pattern.Length && pattern[_at] == '^')
        {
            content.IsNegated = true;
            _at++;
        }

        var isFirst = true;
        while (_at < pattern.Length && pattern[_at] != ']')
        {
            if (!ClassItem(content, isFirst))
            {
                return false;
            }

            isFirst = false;
        }

        if (isFirst || _at >= pattern.Length)
        {
            return false;
        }

        _at++;
        content.WriteTo(_out);
        return true;
    }

    private bool ClassItem(IRegexpClass content, bool isFirst)
    {
        if (pattern[_at] == '-')
        {
            // A hyphen stands for itself at either end only.
            var isLast = _at + 1 < pattern.Length && pattern[_at + 1] == ']';
            _at++;
            content.Add(new Rune('-'), new Rune('-'));
            return isFirst || isLast;
        }

        if (ReadCategory() is { } category)
        {
            content.AddCategory(category);
            return true;
        }

        if (ClassRune() is not { } first)
        {
            return false;
        }

        if (_at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']')
        {
            _at++;
            if (ClassRune() is not { } last || last < first)
            {
                return false;
            }

            content.Add(first, last);
            return true;
        }

        content.Add(first, first);
        return true;
    }

    private Rune? ClassRune() => pattern[_at] switch
    {
        '\\' => ReadEscapedRune(),
        '[' or ']' or '-' => null,
        _ => ReadRune(),
    };

    private Rune? ReadRune()
    {
        if (Rune.DecodeFromUtf16(pattern.AsSpan(_at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        _at += length;
        return rune;
    }

    private Rune? ReadEscapedRune()
    {
        if (_at + 1 >= pattern.Length)
        {
            return null;
        }

        var c = pattern[_at + 1];
        _at += 2;
        return c switch
        {
            'n' => new Rune('\n'),
            'r' => new Rune('\r'),
            't' => new Rune('\t'),
            >= '(' and <= '+' or '-' or '.' or '?' or >= '[' and <= '^' or >= '{' and <= '}' => new Rune(c),
            _ => null,
        };
    }

    private string? ReadCategory()
    {
        if (_at + 3 >= pattern.Length || pattern[_at] != '\\' || pattern[_at + 1] is not ('p' or 'P') || pattern[_at + 2] != '{')
        {
            return null;
        }

        var end = pattern.IndexOf('}', _at);
        if (end < 0 || end - _at - 3 is not (1 or 2) || !"LMNPZSC".Contains(pattern[_at + 3], StringComparison.Ordinal))
        {
            return null;
        }

        var category = pattern[_at..(end + 1)];
        _at = end + 1;
        return category;
    }

    private bool AppendRune(Rune rune)
    {
        if (rune.IsBmp)
        {
            IRegexpClass.AppendUnit(_out, rune.Value);
            return true;
        }

        _out.Append("(?:");
        foreach (var unit in rune.ToString())
        {
            IRegexpClass.AppendUnit(_out, unit);
        }

        _out.Append(')');
        return true;
    }
}
