using System.Text;
using static Seatrial.Seeding.Checks.ExpressionToken;

namespace Seatrial.Seeding.Checks;

/// <summary>Takes an expression of PostgreSQL apart into words.</summary>
internal sealed class ExpressionScanner(string text)
{
    private const string Operators = "+-*/<>=~!@#%^&|`?";

    private int _at;

    /// <summary>All words and an end; null when something is no word.</summary>
    public List<ExpressionToken>? Scan()
    {
        List<ExpressionToken> tokens = [];
        while (true)
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            if (_at >= text.Length)
            {
                tokens.Add(new(Sort.End, string.Empty, _at));
                return tokens;
            }

            if (Next() is not { } token)
            {
                return null;
            }

            tokens.Add(token);
        }
    }

    private ExpressionToken? Next()
    {
        int start = _at;
        char one = text[_at];
        char next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        if (one == '\'' || (one is 'E' or 'e' or 'B' or 'b' or 'X' or 'x' && next == '\''))
        {
            bool isEscaped = one is 'E' or 'e';
            _at += one == '\'' ? 0 : 1;
            return Quoted('\'', isEscaped) is { } quoted ? new(Sort.Text, quoted, start) : null;
        }

        if (one == '"')
        {
            return Quoted('"', isEscaped: false) is { } name ? new(Sort.QuotedName, name, start) : null;
        }

        if (char.IsLetter(one) || one == '_')
        {
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$'))
            {
                _at++;
            }

            return new(Sort.Name, text[start.._at].ToLowerInvariant(), start);
        }

        if (char.IsAsciiDigit(one) || (one == '.' && char.IsAsciiDigit(next)))
        {
            return Number(start);
        }

        if (one == ':' && next == ':')
        {
            _at += 2;
            return new(Sort.Mark, "::", start);
        }

        if ("()[],.:".Contains(one, StringComparison.Ordinal))
        {
            _at++;
            return new(Sort.Mark, one.ToString(), start);
        }

        while (_at < text.Length && Operators.Contains(text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return _at == start ? null : new(Sort.Operator, text[start.._at], start);
    }

    private ExpressionToken Number(int start)
    {
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            _at++;
            _at += _at < text.Length && text[_at] is '+' or '-' ? 1 : 0;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }
        }

        return new(Sort.Number, text[start.._at], start);
    }

    private string? Quoted(char quote, bool isEscaped)
    {
        StringBuilder inner = new();
        for (_at++; _at < text.Length; _at++)
        {
            char one = text[_at];
            if (one == quote)
            {
                if (_at + 1 >= text.Length || text[_at + 1] != quote)
                {
                    _at++;
                    return inner.ToString();
                }

                _at++;
            }
            else if (isEscaped && one == '\\' && _at + 1 < text.Length)
            {
                _at++;
                one = text[_at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other };
            }

            inner.Append(one);
        }

        return null;
    }
}
