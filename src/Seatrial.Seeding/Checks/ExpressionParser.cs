using System.Collections.Immutable;
using System.Globalization;
using static Seatrial.Seeding.Checks.ExpressionToken;

namespace Seatrial.Seeding.Checks;

/// <summary>
/// Reads conditions as <c>pg_get_expr</c> and <c>pg_get_constraintdef</c> write them, such as
/// <c>((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[]))</c>.
/// What it does not know becomes <see cref="Expression.Opaque"/>; it never throws.
/// </summary>
internal sealed partial class ExpressionParser
{
    private const int Deepest = 200;

    private readonly string _text;
    private readonly List<ExpressionToken> _tokens;
    private int _at;
    private int _depth;

    private ExpressionParser(string text, List<ExpressionToken> tokens)
    {
        _text = text;
        _tokens = tokens;
    }

    private ExpressionToken Now => _tokens[Math.Min(_at, _tokens.Count - 1)];

    public static Expression Parse(string text)
    {
        if (new ExpressionScanner(text).Scan() is not { } tokens)
        {
            return new Expression.Opaque(text);
        }

        ExpressionParser parser = new(text, tokens);
        try
        {
            Expression parsed = parser.Or();
            return parser.Now.Kind == Sort.End ? parsed : new Expression.Opaque(text);
        }
        catch (FormatException)
        {
            return new Expression.Opaque(text);
        }
    }

    private static Expression.Call Call(string name, params ImmutableArray<Expression> arguments) => new(name, arguments);

    private FormatException Bad() => new($"'{_text}' is not understood at {Now.At}.");

    private bool Take(string word)
    {
        if (!Now.Is(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw Bad();
        }
    }

    private bool Ahead(params ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (_at + i >= _tokens.Count || !_tokens[_at + i].Is(words[i]))
            {
                return false;
            }
        }

        return true;
    }

    private Expression Or()
    {
        if (++_depth > Deepest)
        {
            throw Bad();
        }

        Expression left = And();
        while (Take("or"))
        {
            left = Call("or", left, And());
        }

        _depth--;
        return left;
    }

    private Expression And()
    {
        Expression left = Not();
        while (Take("and"))
        {
            left = Call("and", left, Not());
        }

        return left;
    }

    private Expression Not()
    {
        if (!Take("not"))
        {
            return Is();
        }

        if (++_depth > Deepest)
        {
            throw Bad();
        }

        Expression inner = Not();
        _depth--;
        return Call("not", inner);
    }

    private Expression Is()
    {
        Expression left = Comparison();
        while (Take("is"))
        {
            bool isNot = Take("not");
            Expression test;
            if (Take("null") || Take("unknown"))
            {
                test = Call("is null", left);
            }
            else if (Take("true"))
            {
                test = Call("is true", left);
            }
            else if (Take("false"))
            {
                test = Call("is true", Call("not", left));
            }
            else if (Ahead("distinct", "from"))
            {
                _at += 2;
                test = Call("is distinct from", left, Comparison());
            }
            else
            {
                throw Bad();
            }

            left = isNot ? Call("not", test) : test;
        }

        return left;
    }

    private Expression Comparison()
    {
        Expression left = Other();
        while (Now.Kind == Sort.Operator && Now.Text is "=" or "<" or ">" or "<=" or ">=" or "<>" or "!=")
        {
            string name = Now.Text == "!=" ? "<>" : Now.Text;
            _at++;
            left = Quantifier(name, left) is { } quantified ? quantified : Call(name, left, Other());
        }

        return left;
    }

    private Expression.Quantified? Quantifier(string name, Expression left)
    {
        if (Now.Kind != Sort.Name || Now.Text is not ("any" or "all" or "some"))
        {
            return null;
        }

        bool isAll = Now.Text == "all";
        _at++;
        Expect("(");
        Expression list = Or();
        Expect(")");
        return new Expression.Quantified(name, left, list, isAll);
    }

    private Expression Other()
    {
        Expression left = Sum();
        while (true)
        {
            string name;
            if (Now.Kind == Sort.Operator && Now.Text is not ("=" or "<" or ">" or "<=" or ">=" or "<>" or "!="))
            {
                name = Now.Text;
                _at++;
            }
            else if (Ahead("operator", "("))
            {
                name = OperatorName();
            }
            else
            {
                return left;
            }

            left = Quantifier(name, left) is { } quantified ? quantified : Call(name, left, Sum());
        }
    }

    /// <summary>The operator in <c>OPERATOR(public.=)</c>.</summary>
    private string OperatorName()
    {
        _at += 2;
        while (Now.Kind is Sort.Name or Sort.QuotedName || Now.Is("."))
        {
            _at++;
        }

        string name = Now.Text;
        _at++;
        Expect(")");
        return name;
    }

    private Expression Sum()
    {
        Expression left = Product();
        while (Now.Kind == Sort.Operator && Now.Text is "+" or "-")
        {
            string name = Now.Text;
            _at++;
            left = Call(name, left, Product());
        }

        return left;
    }

    private Expression Product()
    {
        Expression left = Zoned();
        while (Now.Kind == Sort.Operator && Now.Text is "*" or "/" or "%" or "^")
        {
            string name = Now.Text;
            _at++;
            left = Call(name, left, Zoned());
        }

        return left;
    }

    private Expression Zoned()
    {
        Expression left = Unary();
        while (true)
        {
            if (Ahead("at", "time", "zone"))
            {
                _at += 3;
                left = Call("at time zone", left, Unary());
            }
            else if (Take("collate"))
            {
                Name();
                left = Call("collate", left);
            }
            else
            {
                return left;
            }
        }
    }

    private Expression Unary()
    {
        if (Now.Kind == Sort.Operator && Now.Text is "-" or "+")
        {
            bool isMinus = Now.Text == "-";
            _at++;
            if (++_depth > Deepest)
            {
                throw Bad();
            }

            Expression inner = Unary();
            _depth--;
            return !isMinus ? inner : inner is Expression.Constant { Value: decimal number } ? new Expression.Constant(-number) : Call("negate", inner);
        }

        return Postfix();
    }

    private Expression Postfix()
    {
        Expression inner = Primary();
        while (true)
        {
            if (Take("::"))
            {
                inner = Casts.Fold(inner, TypeName());
            }
            else if (Take("["))
            {
                inner = Call("subscript", inner, Or());
                if (Take(":"))
                {
                    Or();
                    inner = new Expression.Opaque("slice");
                }

                Expect("]");
            }
            else if (Ahead("."))
            {
                _at++;
                inner = Call("field", inner, new Expression.Constant(Name()));
            }
            else
            {
                return inner;
            }
        }
    }

    private string Name()
    {
        string name = Part();
        while (Take("."))
        {
            name = Part();
        }

        return name;
    }

    private string Part()
    {
        if (Now.Kind is not (Sort.Name or Sort.QuotedName))
        {
            throw Bad();
        }

        return _tokens[_at++].Text;
    }

    /// <summary>A type without its schema and its length: <c>character varying</c>, <c>text[]</c>.</summary>
    private string TypeName()
    {
        string name = Name();
        while (Now.Kind == Sort.Name && (name, Now.Text) is ("character", "varying") or ("bit", "varying") or ("double", "precision"))
        {
            name += " " + _tokens[_at++].Text;
        }

        string length = string.Empty;
        if (Take("("))
        {
            int start = Now.At;
            while (!Now.Is(")") && Now.Kind != Sort.End)
            {
                _at++;
            }

            length = $"({_text[start..Now.At]})";
            Expect(")");
        }

        if (name is "timestamp" or "time" && (Ahead("without", "time", "zone") || Ahead("with", "time", "zone")))
        {
            name += Now.Is("with") ? "tz" : string.Empty;
            _at += 3;
        }

        if (name == "interval")
        {
            while (Now.Kind == Sort.Name && Now.Text is "year" or "month" or "day" or "hour" or "minute" or "second" or "to")
            {
                _at++;
            }
        }

        name += length;
        while (Ahead("[", "]"))
        {
            _at += 2;
            name += "[]";
        }

        return name;
    }

    private static Expression.Constant Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? new(number) : new(Datum.Unknown);
}
