using System.Collections.Immutable;
using System.Globalization;

namespace Seatrial.Project.JsonPath;

/// <summary>Parses queries by the grammar of RFC 9535, appendix A.</summary>
/// <param name="text">The query.</param>
internal sealed class JsonPathParser(string text)
{
    private const long MostInteger = 9007199254740991;
    private const int MostDepth = 100;

    private int _at;
    private int _depth;

    public ImmutableArray<PathSegment> ParseQuery()
    {
        if (Peek != '$')
        {
            throw Error("a path begins with $", "Write `$.name` for a property of the answer.");
        }

        _at++;
        ImmutableArray<PathSegment> segments = ParseSegments();
        return _at == text.Length ? segments : throw Error($"`{text[_at]}` cannot stand here");
    }

    internal char Peek => _at < text.Length ? text[_at] : '\0';

    internal int Position
    {
        get => _at;
        set => _at = value;
    }

    internal string Text => text;

    internal JsonPathSyntaxException Error(string message, string? hint = null) => new(new($"{message}.", _at, hint ?? "See RFC 9535; a path looks like `$.items[0].id` or `$.items[?@.price < 10]`."));

    internal void SkipSpace()
    {
        while (Peek is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    internal bool Take(string expected)
    {
        if (string.CompareOrdinal(text, _at, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    internal void Enter()
    {
        if (++_depth > MostDepth)
        {
            throw Error($"the path is nested more than {MostDepth} levels deep");
        }
    }

    internal void Leave() => _depth--;

    internal ImmutableArray<PathSegment> ParseSegments()
    {
        ImmutableArray<PathSegment>.Builder segments = ImmutableArray.CreateBuilder<PathSegment>();
        while (true)
        {
            int before = _at;
            SkipSpace();
            if (Take(".."))
            {
                segments.Add(new(Peek == '[' ? ParseBrackets() : [ParseShorthand()], IsDescendant: true));
            }
            else if (Take("."))
            {
                segments.Add(new([ParseShorthand()], IsDescendant: false));
            }
            else if (Peek == '[')
            {
                segments.Add(new(ParseBrackets(), IsDescendant: false));
            }
            else
            {
                _at = before;
                return segments.ToImmutable();
            }
        }
    }

    private PathSelector ParseShorthand()
    {
        if (Take("*"))
        {
            return new PathSelector.Wildcard();
        }

        int start = _at;
        while (_at < text.Length && IsNameCharacter(_at == start))
        {
            _at += char.IsHighSurrogate(text[_at]) ? 2 : 1;
        }

        return _at > start ? new PathSelector.Name(text[start.._at]) : throw Error("a name, `*` or `[` is missing here", "Put other names in brackets and quotes: `$['first name']`.");
    }

    private bool IsNameCharacter(bool isFirst)
    {
        char c = text[_at];
        if (char.IsHighSurrogate(c))
        {
            return _at + 1 < text.Length && char.IsLowSurrogate(text[_at + 1]);
        }

        return c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || (c >= '\u0080' && !char.IsLowSurrogate(c)) || (!isFirst && char.IsAsciiDigit(c));
    }

    private ImmutableArray<PathSelector> ParseBrackets()
    {
        _at++;
        ImmutableArray<PathSelector>.Builder selectors = ImmutableArray.CreateBuilder<PathSelector>();
        do
        {
            SkipSpace();
            selectors.Add(ParseSelector());
            SkipSpace();
        }
        while (Take(","));
        return Take("]") ? selectors.ToImmutable() : throw Error("a `]` is missing here");
    }

    private PathSelector ParseSelector()
    {
        switch (Peek)
        {
            case '\'' or '"':
                return new PathSelector.Name(new JsonPathLiterals(this).ParseString());
            case '*':
                _at++;
                return new PathSelector.Wildcard();
            case '?':
                _at++;
                SkipSpace();
                return new PathSelector.Filter(new FilterParser(this).Parse());
            case ':' or '-' or (>= '0' and <= '9'):
                return ParseIndexOrSlice();
            default:
                throw Error("an index, a name in quotes, `*`, a slice or a filter is missing here");
        }
    }

    private PathSelector ParseIndexOrSlice()
    {
        long? start = Peek == ':' ? null : ParseInteger();
        int after = _at;
        SkipSpace();
        if (!Take(":"))
        {
            _at = after;
            return new PathSelector.Index(start!.Value);
        }

        SkipSpace();
        long? end = Peek is '-' or (>= '0' and <= '9') ? ParseInteger() : null;
        SkipSpace();
        long step = 1;
        if (Take(":"))
        {
            SkipSpace();
            step = Peek is '-' or (>= '0' and <= '9') ? ParseInteger() : 1;
        }

        return new PathSelector.Slice(start, end, step);
    }

    private long ParseInteger()
    {
        int start = _at;
        Take("-");
        int digits = _at;
        while (char.IsAsciiDigit(Peek))
        {
            _at++;
        }

        ReadOnlySpan<char> number = text.AsSpan(start, _at - start);
        bool isCanonical = _at > digits && (text[digits] != '0' || (_at == digits + 1 && digits == start));
        if (!isCanonical || !long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) || Math.Abs(value) > MostInteger)
        {
            _at = start;
            throw Error("this is not an index", "Write a whole number without leading zeros, at most 2^53 - 1.");
        }

        return value;
    }
}
