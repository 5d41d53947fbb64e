namespace Seatrial.Seeding.Checks;

/// <summary>A comparison solved for a column: the column stands alone to its left.</summary>
/// <param name="Column">The column.</param>
/// <param name="Measure">What of it is compared.</param>
/// <param name="Operator">By what.</param>
/// <param name="Right">With what; not with itself.</param>
internal sealed record Side(string Column, Measure Measure, string Operator, Expression Right)
{
    /// <summary>What both sides were divided by: where it is below zero, less is more.</summary>
    public Expression? Divisor { get; init; }

    /// <summary>Whether the column stood alone as written, so that nothing is lost by computing it.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The operator seen from the other side.</summary>
    public static string Turned(string name) => name switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => name };

    /// <summary>The comparison solved for a column; null when it cannot be.</summary>
    public static Side? For(string column, string name, Expression left, Expression right)
    {
        int inLeft = left.Columns().Count(c => c == column), inRight = right.Columns().Count(c => c == column);
        if (inLeft + inRight != 1)
        {
            return null;
        }

        return inLeft == 1 ? Solve(column, name, left, right) : Solve(column, Turned(name), right, left);
    }

    private static Side? Solve(string column, string name, Expression left, Expression right)
    {
        bool isPlain = left is Expression.Column or Expression.Cast { Inner: Expression.Column };
        Expression? divisor = null;
        while (left is not Expression.Column)
        {
            if (left is Expression.Cast cast)
            {
                if (cast.Type == "date" && cast.Inner is not Expression.Constant)
                {
                    // The day of a moment: a day ends where the next one begins.
                    if (name is "=" or "<>")
                    {
                        return null;
                    }

                    right = name is "<=" or ">" ? new Expression.Call("+", [right, new Expression.Constant(1m)]) : right;
                    name = name == "<=" ? "<" : name == ">" ? ">=" : name;
                }

                left = cast.Inner;
                continue;
            }

            if (left is not Expression.Call call)
            {
                return null;
            }

            if (call.Name is "length" or "char_length" or "character_length" or "octet_length" && call.Arguments is [var text] && Bare(text) is { } measured)
            {
                return divisor is null ? new(measured, Measure.Length, name, right) : null;
            }

            if ((call.Name == "cardinality" || call.Name == "array_length") && Bare(call.Arguments[0]) is { } list)
            {
                return divisor is null ? new(list, Measure.Cardinality, name, right) : null;
            }

            if (Step(column, call, ref name, ref right, ref divisor) is not { } inner)
            {
                return null;
            }

            left = inner;
        }

        return new(column, Measure.Value, name, right) { Divisor = divisor, IsPlain = isPlain };
    }

    /// <summary>The column in <c>(name)::text</c>.</summary>
    public static string? Bare(Expression expression) => expression switch
    {
        Expression.Column column => column.Name,
        Expression.Cast cast when cast.Type is "text" or "character varying" or "bpchar" or "citext" || cast.Inner is Expression.Column => Bare(cast.Inner),
        Expression.Call { Name: "collate" } call => Bare(call.Arguments[0]),
        _ => null,
    };

    private static Expression? Step(string column, Expression.Call call, ref string name, ref Expression right, ref Expression? divisor)
    {
        Expression one = call.Arguments.Length > 0 ? call.Arguments[0] : call;
        bool isFirst = one.Columns().Contains(column, StringComparer.Ordinal);
        switch (call.Name)
        {
            case "collate":
                return one;
            case "negate":
                name = Turned(name);
                right = Call("negate", right);
                return one;
            case "+":
                right = Call("-", right, isFirst ? call.Arguments[1] : one);
                return isFirst ? one : call.Arguments[1];
            case "-" when isFirst:
                right = Call("+", right, call.Arguments[1]);
                return one;
            case "-":
                name = Turned(name);
                right = Call("-", one, right);
                return call.Arguments[1];
            case "*":
                Expression factor = isFirst ? call.Arguments[1] : one;
                right = Call("div", right, factor);
                divisor = divisor is null ? factor : Call("*", divisor, factor);
                return isFirst ? one : call.Arguments[1];
            case "/" or "div" when isFirst:
                right = Call("*", right, call.Arguments[1]);
                divisor = divisor is null ? call.Arguments[1] : Call("*", divisor, call.Arguments[1]);
                return one;
            case "extract" or "date_part" when call.Arguments[0] is Expression.Constant { Value: "epoch" } && call.Arguments[1] is Expression.Call { Name: "-" }:
                right = Call("*", right, new Expression.Constant(new Datum.Span(0, 1_000_000)));
                return call.Arguments[1];
            case "extract" or "date_part" when call.Arguments[0] is Expression.Constant { Value: "year" } && right is Expression.Constant { Value: decimal year } && name is not ("=" or "<>") && year is > 1 and < 9990:
                right = new Expression.Constant(new Datum.Day(new DateOnly((int)year + (name is "<=" or ">" ? 1 : 0), 1, 1).DayNumber - 719162));
                name = name == "<=" ? "<" : name == ">" ? ">=" : name;
                return call.Arguments[1];
            default:
                return null;
        }
    }

    private static Expression.Call Call(string name, params System.Collections.Immutable.ImmutableArray<Expression> arguments) => new(name, arguments);
}
