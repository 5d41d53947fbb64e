using System.Globalization;
using System.Text;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes a text of a regular expression of the plain kind: letters, classes, groups, alternatives, repetitions. Whoever uses it checks it.</summary>
internal sealed class PatternSample
{
    private const int Deepest = 20;
    private const int Longest = 400;
    private readonly string _pattern;
    private int _at;
    private int _depth;

    private PatternSample(string pattern) => _pattern = pattern;

    /// <summary>A text that probably matches; null when the pattern is of another kind.</summary>
    public static string? Of(string pattern)
    {
        try
        {
            PatternSample sample = new(pattern);
            string text = sample.Alternatives();
            return sample._at == pattern.Length && text.Length <= Longest ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string Alternatives()
    {
        if (_depth++ > Deepest)
        {
            throw new FormatException("too deep");
        }

        string first = Sequence();
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            Sequence();
        }

        _depth--;
        return first;
    }

    private string Sequence()
    {
        StringBuilder text = new();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            string atom = Atom();
            int times = Times();
            if (text.Length + (atom.Length * times) > Longest)
            {
                throw new FormatException("too long");
            }

            text.Insert(text.Length, atom, times);
        }

        return text.ToString();
    }

    private string Atom()
    {
        char c = _pattern[_at++];
        switch (c)
        {
            case '^' or '$':
                return string.Empty;
            case '.':
                return "a";
            case '(':
                return Group();
            case '[':
                return Class();
            case '\\' when _at < _pattern.Length:
                return Escape(_pattern[_at++]);
            case '*' or '+' or '?' or '{':
                throw new FormatException("a repetition of nothing");
            default:
                return c.ToString();
        }
    }

    private string Group()
    {
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            if (!_pattern.AsSpan(_at).StartsWith("?:", StringComparison.Ordinal))
            {
                throw new FormatException("a group that looks about");
            }

            _at += 2;
        }

        string inside = Alternatives();
        if (_at >= _pattern.Length || _pattern[_at++] != ')')
        {
            throw new FormatException("a group without an end");
        }

        return inside;
    }

    private string Class()
    {
        bool isNot = _at < _pattern.Length && _pattern[_at] == '^';
        _at += isNot ? 1 : 0;
        string? first = null;
        HashSet<char> named = [];
        while (_at < _pattern.Length && (_pattern[_at] != ']' || first is null))
        {
            char c = _pattern[_at++];
            string one = c == '\\' && _at < _pattern.Length ? Escape(_pattern[_at++]) : c.ToString();
            first ??= one;
            named.UnionWith(one);
        }

        if (_at++ >= _pattern.Length)
        {
            throw new FormatException("a class without an end");
        }

        return isNot ? "aX0-_".First(c => !named.Contains(c)).ToString() : first!;
    }

    private static string Escape(char c) => c switch
    {
        'd' => "1",
        'w' => "a",
        's' => " ",
        'D' or 'S' => "a",
        'W' => "-",
        'b' or 'B' => string.Empty,
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        _ when char.IsAsciiLetterOrDigit(c) => throw new FormatException("an escape that is not known"),
        _ => c.ToString(),
    };

    private int Times()
    {
        int times = 1;
        switch (_at < _pattern.Length ? _pattern[_at] : '\0')
        {
            case '*' or '?' or '+':
                times = _pattern[_at++] == '?' ? 0 : 1;
                break;
            case '{' when _pattern.IndexOf('}', _at) is var end and > 0 && int.TryParse(_pattern[(_at + 1)..end].Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int least):
                times = Math.Min(least == 0 ? 0 : least, Longest);
                _at = end + 1;
                break;
            default:
                return 1;
        }

        // A lazy one asks for the same.
        _at += _at < _pattern.Length && _pattern[_at] == '?' ? 1 : 0;
        return times;
    }
}
