using System.Globalization;
using System.Text;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema;

/// <summary>Reads a regular expression of ECMA-262 with Unicode semantics and writes what .NET understands.</summary>
/// <remarks>Like browsers it takes <c>{</c>, <c>]</c> and escaped punctuation for themselves; an unknown letter behind a backslash is an error.</remarks>
/// <param name="pattern">The expression.</param>
internal sealed class EcmaTranslator(string pattern)
{
    private const int MostDepth = 64;
    private const string AnyCharacter = @"(?:[^\n\r\u2028\u2029\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";
    private const string Word = "[A-Za-z0-9_]";
    private const string Nothing = @"[^\u0000-\uFFFF]";

    private readonly StringBuilder _out = new();
    private readonly EcmaGroups _groups = new(pattern);
    private readonly EcmaReader _reader = new(pattern);
    private int _groupsOpened;

    /// <exception cref="EcmaSyntaxException">It is not a regular expression.</exception>
    public string Translate()
    {
        Alternatives(0);
        return _reader.IsAtEnd ? _out.ToString() : throw new EcmaSyntaxException("a closing parenthesis has no opening one");
    }

    private void Alternatives(int depth)
    {
        if (depth > MostDepth)
        {
            throw new EcmaSyntaxException($"groups are nested more than {MostDepth} deep");
        }

        while (!_reader.IsAtEnd && _reader.Current != ')')
        {
            if (_reader.Take('|'))
            {
                _out.Append('|');
            }
            else
            {
                bool canRepeat = Term(depth);
                Quantifier(canRepeat);
            }
        }
    }

    /// <summary>Translates one term.</summary>
    /// <returns>Whether it may be repeated.</returns>
    private bool Term(int depth)
    {
        switch (_reader.Current)
        {
            case '^':
                _reader.Skip(1);
                _out.Append(@"\A");
                return false;
            case '$':
                _reader.Skip(1);
                _out.Append(@"\z");
                return false;
            case '(':
                return Group(depth);
            case '.':
                _reader.Skip(1);
                _out.Append(AnyCharacter);
                return true;
            case '[':
                Class();
                return true;
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw new EcmaSyntaxException($"there is nothing for {_reader.Current} to repeat");
            default:
                AppendCharacter(_reader.Character());
                return true;
        }
    }

    private bool Group(int depth)
    {
        _reader.Skip(1);
        string start = _reader.Take("?:") ? "(?:"
            : _reader.Take("?=") ? "(?="
            : _reader.Take("?!") ? "(?!"
            : _reader.Take("?<=") ? "(?<="
            : _reader.Take("?<!") ? "(?<!"
            : string.Empty;
        if (start.Length == 0)
        {
            if (_reader.Take("?<"))
            {
                _reader.Until('>');
            }
            else if (!_reader.IsAtEnd && _reader.Current == '?')
            {
                throw new EcmaSyntaxException("what follows (? is no kind of group");
            }

            // Named alike, so that .NET numbers them as they stand.
            start = string.Create(CultureInfo.InvariantCulture, $"(?<g{++_groupsOpened}>");
        }

        _out.Append(start);
        Alternatives(depth + 1);
        if (!_reader.Take(')'))
        {
            throw new EcmaSyntaxException("a group is not closed");
        }

        _out.Append(')');
        return start is not ("(?<=" or "(?<!");
    }

    private void Quantifier(bool canRepeat)
    {
        if (_reader.IsAtEnd || _reader.Quantifier() is not { } quantifier)
        {
            return;
        }

        if (!canRepeat)
        {
            throw new EcmaSyntaxException($"there is nothing for {quantifier} to repeat");
        }

        _out.Append(quantifier);
        if (_reader.Take('?'))
        {
            _out.Append('?');
        }
    }

    private bool Escape()
    {
        switch (_reader.Next)
        {
            case 'b':
                _reader.Skip(2);
                _out.Append($"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))");
                return false;
            case 'B':
                _reader.Skip(2);
                _out.Append($"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))");
                return false;
            case 'k':
                _reader.Skip(2);
                string name = _reader.Take('<') ? _reader.Until('>') : string.Empty;
                Reference(_groups.NumberOf(name) ?? throw new EcmaSyntaxException($"\\k<{name}> refers to no group"));
                return true;
            case >= '1' and <= '9':
                _reader.Skip(1);
                int number = _reader.Number();
                Reference(number <= _groups.Count ? number : throw new EcmaSyntaxException($"\\{number} refers to no group"));
                return true;
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P':
                IRegexpClass set = new();
                EcmaSets.Add(set, _reader);
                set.WriteTo(_out);
                return true;
            default:
                AppendCharacter(_reader.EscapedCharacter(isInClass: false));
                return true;
        }
    }

    /// <summary>In ECMA-262 a group that took no part matches nothing; in .NET a reference to it fails.</summary>
    private void Reference(int group) => _out.Append(CultureInfo.InvariantCulture, $"(?(g{group})\\k<g{group}>)");

    private void Class()
    {
        _reader.Skip(1);
        IRegexpClass content = new() { IsNegated = _reader.Take('^') };
        bool isEmpty = true;
        while (!_reader.Take(']'))
        {
            if (_reader.IsAtEnd)
            {
                throw new EcmaSyntaxException("a character class is not closed");
            }

            isEmpty = false;
            ClassItem(content);
        }

        if (isEmpty && !content.IsNegated)
        {
            _out.Append(Nothing);
            return;
        }

        content.WriteTo(_out);
    }

    private void ClassItem(IRegexpClass content)
    {
        if (EcmaSets.IsNext(_reader))
        {
            EcmaSets.Add(content, _reader);
            return;
        }

        Rune first = ClassCharacter();
        if (!_reader.IsRange)
        {
            content.Add(first, first);
            return;
        }

        _reader.Skip(1);
        if (EcmaSets.IsNext(_reader))
        {
            // `[a-\d]`: the hyphen stands for itself.
            content.Add(first, first);
            content.Add(new('-'), new('-'));
            return;
        }

        Rune last = ClassCharacter();
        content.Add(first, last >= first ? last : throw new EcmaSyntaxException($"the range {first}-{last} is out of order"));
    }

    private Rune ClassCharacter()
    {
        int unit = _reader.Current == '\\' ? _reader.EscapedCharacter(isInClass: true) : _reader.Character();
        return Rune.IsValid(unit) ? new(unit) : throw new EcmaSyntaxException("a character class holds half of a surrogate pair");
    }

    private void AppendCharacter(int character)
    {
        if (character <= char.MaxValue)
        {
            IRegexpClass.AppendUnit(_out, character);
            return;
        }

        string pair = char.ConvertFromUtf32(character);
        _out.Append("(?:");
        IRegexpClass.AppendUnit(_out, pair[0]);
        IRegexpClass.AppendUnit(_out, pair[1]);
        _out.Append(')');
    }
}
