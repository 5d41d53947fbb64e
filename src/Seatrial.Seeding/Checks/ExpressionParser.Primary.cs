using System.Collections.Immutable;
using static Seatrial.Seeding.Checks.ExpressionToken;

namespace Seatrial.Seeding.Checks;

/// <content>Values, columns, functions, and forms with words of their own.</content>
internal sealed partial class ExpressionParser
{
    private Expression Primary()
    {
        ExpressionToken token = Now;
        _at++;
        switch (token.Kind)
        {
            case Sort.Text:
                return new Expression.Constant(token.Text);
            case Sort.Number:
                return Number(token.Text);
            case Sort.Mark when token.Text == "(":
                Expression inner = Or();
                if (Now.Is(","))
                {
                    List<Expression> items = [inner];
                    while (Take(","))
                    {
                        items.Add(Or());
                    }

                    inner = Call("row", [.. items]);
                }

                Expect(")");
                return inner;
            case Sort.QuotedName:
                return Named(token.Text);
            case Sort.Name:
                return Word(token.Text);
            default:
                _at--;
                throw Bad();
        }
    }

    private Expression Word(string word)
    {
        switch (word)
        {
            case "true" or "false":
                return new Expression.Constant(word == "true");
            case "null":
                return new Expression.Constant(null);
            case "case":
                return Choice();
            case "array" when Take("["):
                return Casts.List(Items("]"));
            case "row" when Take("("):
                return Call("row", Items(")"));
            case "extract" when Take("("):
                string field = Now.Text;
                _at++;
                Expect("from");
                Expression from = Or();
                Expect(")");
                return Call("extract", new Expression.Constant(field.ToLowerInvariant()), from);
            case "position" when Take("("):
                Expression what = Sum();
                Expect("in");
                Expression where = Or();
                Expect(")");
                return Call("strpos", where, what);
            case "substring" or "overlay" when Take("("):
                return Substring();
            case "trim" when Take("("):
                return Trim();
            case "current_date":
                return Call("current_date");
            case "current_timestamp" or "localtimestamp" or "current_time" or "localtime":
                if (Take("("))
                {
                    Items(")");
                }

                return word is "current_timestamp" or "localtimestamp" ? Call("now") : new Expression.Opaque(word);
            case "current_user" or "session_user" or "user" or "current_role":
                return new Expression.Opaque(word);
            case "and" or "or" or "not" or "is" or "then" or "else" or "end" or "when" or "from" or "any" or "all":
                _at--;
                throw Bad();
            default:
                return Named(word);
        }
    }

    /// <summary>A column, or a function with what it is called with.</summary>
    private Expression Named(string name)
    {
        while (Ahead("."))
        {
            int back = _at;
            _at++;
            if (Now.Kind is not (Sort.Name or Sort.QuotedName))
            {
                _at = back;
                break;
            }

            name = Part();
        }

        return Take("(") ? Call(name.ToLowerInvariant(), Items(")")) : new Expression.Column(name);
    }

    private ImmutableArray<Expression> Items(string end)
    {
        ImmutableArray<Expression>.Builder items = ImmutableArray.CreateBuilder<Expression>();
        if (Take(end))
        {
            return [];
        }

        do
        {
            items.Add(Or());
        }
        while (Take(","));
        Expect(end);
        return items.ToImmutable();
    }

    private Expression.Case Choice()
    {
        Expression? of = Now.Is("when") ? null : Or();
        ImmutableArray<(Expression, Expression)>.Builder branches = ImmutableArray.CreateBuilder<(Expression, Expression)>();
        while (Take("when"))
        {
            Expression when = Or();
            Expect("then");
            branches.Add((of is null ? when : Call("=", of, when), Or()));
        }

        Expression otherwise = Take("else") ? Or() : new Expression.Constant(null);
        Expect("end");
        return new(branches.ToImmutable(), otherwise);
    }

    private Expression.Call Substring()
    {
        Expression text = Or();
        Expression? from = null, length = null;
        if (Take(",") || Take("from"))
        {
            from = Or();
        }

        if (Take(",") || Take("for"))
        {
            length = Or();
        }

        Expect(")");
        from ??= new Expression.Constant(1m);
        return length is null ? Call("substring", text, from) : Call("substring", text, from, length);
    }

    private Expression.Call Trim()
    {
        string name = Take("leading") ? "ltrim" : Take("trailing") ? "rtrim" : "btrim";
        if (name == "btrim")
        {
            Take("both");
        }

        Expression? characters = Now.Is("from") ? null : Or();
        if (!Take("from"))
        {
            Expect(")");
            return Call(name, characters!);
        }

        Expression text = Or();
        Expect(")");
        return characters is null ? Call(name, text) : Call(name, text, characters);
    }
}
