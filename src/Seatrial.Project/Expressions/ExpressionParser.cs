using System.Collections.Immutable;
using System.Text;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expressions;

/// <summary>Parses what stands between <c>{{</c> and <c>}}</c>.</summary>
internal sealed class ExpressionParser
{
    private const int MostDepth = 64;

    // Chains (a + b + c, a.b.c) do not nest in the text, but do in the tree.
    private const int MostSteps = 512;

    // From weakest to strongest; operators of one row associate to the left.
    private static readonly string[][] Precedence =
        [["??"], ["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

    private readonly string _text;
    private readonly int _start;
    private int _at;
    private int _depth;
    private int _steps;

    /// <param name="text">The scalar's text.</param>
    /// <param name="start">The offset after <c>{{</c>.</param>
    public ExpressionParser(string text, int start)
    {
        _text = text;
        _start = start;
        _at = start;
    }

    /// <summary>The offset after what was parsed.</summary>
    public int Position => _at;

    /// <summary>Parses to the closing braces and past them.</summary>
    public Expression ParseToEnd()
    {
        SkipSpace();
        if (IsAt("}}"))
        {
            throw new ExpressionSyntaxException("ST0305", "There is nothing between the braces.", "Write a name or an expression: `{{ orderId }}`.", _start - 2, 4);
        }

        Expression expression = ParseChoice();
        SkipSpace();
        if (!IsAt("}}"))
        {
            throw _at >= _text.Length
                ? new ExpressionSyntaxException("ST0304", "`{{` is not closed.", "Add `}}` after the expression; write `{{{{` for two literal braces.", _start - 2, 2)
                : Unexpected();
        }

        _at += 2;
        return expression;
    }

    private Expression ParseChoice()
    {
        if (++_depth > MostDepth)
        {
            throw new ExpressionSyntaxException("ST0306", $"The expression is nested more than {MostDepth} levels deep.", "Capture parts of it under names.", _at);
        }

        Expression condition = ParseBinary(0);
        SkipSpace();
        if (IsAt("?") && !IsAt("??"))
        {
            int at = _at++;
            Expression then = ParseChoice();
            SkipSpace();
            if (!IsAt(":"))
            {
                throw Unexpected("a `:` is missing here");
            }

            _at++;
            condition = new Expression.Choice(condition, then, ParseChoice(), at);
        }

        _depth--;
        return condition;
    }

    private Expression ParseBinary(int level)
    {
        if (level == Precedence.Length)
        {
            return ParseUnary();
        }

        Expression left = ParseBinary(level + 1);
        while (true)
        {
            SkipSpace();
            string? found = Precedence[level].FirstOrDefault(IsAt);
            if (found is null)
            {
                return left;
            }

            int at = _at;
            CountStep();
            _at += found.Length;
            left = new Expression.Binary(found, left, ParseBinary(level + 1), at);
        }
    }

    private Expression ParseUnary()
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] is '!' or '-')
        {
            if (++_depth > MostDepth)
            {
                throw new ExpressionSyntaxException("ST0306", $"The expression is nested more than {MostDepth} levels deep.", "Capture parts of it under names.", _at);
            }

            int at = _at++;
            Expression.Unary unary = new(_text[at], ParseUnary(), at);
            _depth--;
            return unary;
        }

        return ParseMembers(ParsePrimary());
    }

    private void CountStep()
    {
        if (++_steps > MostSteps)
        {
            throw new ExpressionSyntaxException("ST0306", $"The expression has more than {MostSteps} steps.", "Capture parts of it under names.", _at);
        }
    }

    private Expression ParseMembers(Expression expression)
    {
        while (_at < _text.Length)
        {
            int at = _at;
            if (IsAt("."))
            {
                CountStep();
                _at++;
                string name = ParseIdentifier();
                expression = new Expression.Member(expression, new Expression.Literal(JsonValues.Text(name), at), at);
            }
            else if (IsAt("["))
            {
                CountStep();
                _at++;
                Expression key = ParseChoice();
                SkipSpace();
                Require("]");
                expression = new Expression.Member(expression, key, at);
            }
            else
            {
                break;
            }
        }

        return expression;
    }

    private Expression ParsePrimary()
    {
        SkipSpace();
        int at = _at;
        char c = at < _text.Length ? _text[at] : '\0';
        switch (c)
        {
            case '(':
                _at++;
                Expression inner = ParseChoice();
                SkipSpace();
                Require(")");
                return inner;
            case '\'' or '"':
                return new Expression.Literal(JsonValues.Text(ParseText(c)), at);
            case >= '0' and <= '9':
                return ParseNumber();
        }

        if (!IsNameStart(c))
        {
            throw Unexpected("a value is missing here");
        }

        string name = ParseIdentifier();
        return name switch
        {
            "true" or "false" => new Expression.Literal(JsonValues.Boolean(name == "true"), at),
            "null" => new Expression.Literal(JsonValues.Null, at),
            _ when IsAt("(") => ParseCall(name, at),
            _ => new Expression.Name(name, at),
        };
    }

    private Expression.Call ParseCall(string name, int at)
    {
        _at++;
        ImmutableArray<Expression>.Builder arguments = ImmutableArray.CreateBuilder<Expression>();
        SkipSpace();
        while (!IsAt(")"))
        {
            if (arguments.Count > 0)
            {
                Require(",");
            }

            arguments.Add(ParseChoice());
            SkipSpace();
        }

        _at++;
        if (!Functions.Arity.TryGetValue(name, out (int Least, int Most) arity))
        {
            string hint = Nearest.To(name, Functions.Arity.Keys) is { } near ? $"Did you mean `{near}`?" : $"Known: {string.Join(", ", Functions.Arity.Keys.Order(StringComparer.Ordinal))}.";
            throw new ExpressionSyntaxException("ST0302", $"There is no function `{name}`.", hint, at, name.Length);
        }

        if (arguments.Count < arity.Least || arguments.Count > arity.Most)
        {
            string wanted = arity.Least == arity.Most ? $"{arity.Least}" : $"{arity.Least} to {arity.Most}";
            string values = arity.Most == 1 ? "value" : "values";
            throw new ExpressionSyntaxException("ST0303", $"`{name}` takes {wanted} {values}, and is given {arguments.Count}.", "Add or remove values between its brackets; commas separate them.", at, name.Length);
        }

        return new(name, arguments.ToImmutable(), at);
    }

    private Expression.Literal ParseNumber()
    {
        int at = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            {
                _at++;
            }
        }

        string number = _text[at.._at];
        if (number.Length > 1 && number[0] == '0' && number[1] != '.')
        {
            throw new ExpressionSyntaxException("ST0300", $"`{number}` has a leading zero.", "Remove the zero, or put it in quotes if it is a text.", at, number.Length);
        }

        return new(JsonValues.Raw(number), at);
    }

    private string ParseText(char quote)
    {
        int at = _at++;
        StringBuilder value = new();
        while (_at < _text.Length)
        {
            char c = _text[_at++];
            if (c == quote)
            {
                return value.ToString();
            }

            if (c == '\\' && _at < _text.Length)
            {
                char escaped = _text[_at++];
                c = escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => escaped };
            }

            value.Append(c);
        }

        throw new ExpressionSyntaxException("ST0300", "The quote is not closed.", $"Add a closing {quote}.", at);
    }

    /// <summary>A name; a hyphen belongs to it where a letter or digit follows, so subtraction needs spaces.</summary>
    private string ParseIdentifier()
    {
        int at = _at;
        while (_at < _text.Length && (IsNameStart(_text[_at]) || (_at > at && (char.IsAsciiDigit(_text[_at])
            || (_text[_at] == '-' && _at + 1 < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at + 1]) || _text[_at + 1] == '_'))))))
        {
            _at++;
        }

        return _at > at ? _text[at.._at] : throw Unexpected("a name is missing here");
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private bool IsAt(string expected) => string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0;

    private void Require(string expected)
    {
        SkipSpace();
        if (!IsAt(expected))
        {
            throw Unexpected($"a `{expected}` is missing here");
        }

        _at += expected.Length;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private ExpressionSyntaxException Unexpected(string? what = null) => _at >= _text.Length
        ? new("ST0304", "`{{` is not closed.", "Add `}}` after the expression; write `{{{{` for two literal braces.", _start - 2, 2)
        : new("ST0300", $"`{_text[_at]}` cannot stand here{(what is null ? "" : $": {what}")}.", "Check operators, brackets and quotes; a text goes in quotes.", _at);
}
