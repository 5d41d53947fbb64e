using System.Collections.Immutable;

namespace Seatrial.Seeding.Checks;

/// <summary>
/// Turns a condition into branches: each is a list of simple conditions, of which all must not be false. A check passes
/// when it is true or null, and every simple condition is null when what it compares is; so a branch with all of them
/// not false makes the check pass.
/// </summary>
internal sealed class BranchExpander(Func<string, bool> isBoolean)
{
    /// <summary>More branches than that are not told apart.</summary>
    public const int Most = 64;

    private const int MostCounted = 6;

    /// <summary>The branches; null when there are too many.</summary>
    public List<ImmutableArray<Expression>>? Expand(Expression condition)
    {
        try
        {
            return Branches(condition, isNot: false);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Expression.Call Call(string name, params ImmutableArray<Expression> arguments) => new Expression.Call(name, arguments);

    private static List<ImmutableArray<Expression>> All(List<ImmutableArray<Expression>> one, List<ImmutableArray<Expression>> other)
    {
        if ((long)one.Count * other.Count > Most)
        {
            throw new OverflowException();
        }

        return [.. one.SelectMany(a => other.Select(b => a.AddRange(b.Where(x => !a.Contains(x)))))];
    }

    private static List<ImmutableArray<Expression>> Any(List<ImmutableArray<Expression>> one, List<ImmutableArray<Expression>> other)
    {
        if (one.Count + other.Count > Most)
        {
            throw new OverflowException();
        }

        return [.. one, .. other];
    }

    private static string Opposite(string name) => name switch
    {
        "=" => "<>",
        "<>" => "=",
        "<" => ">=",
        "<=" => ">",
        ">" => "<=",
        ">=" => "<",
        _ => name[0] == '!' ? name[1..] : "!" + name,
    };

    private List<ImmutableArray<Expression>> Branches(Expression condition, bool isNot)
    {
        switch (condition)
        {
            case Expression.Constant constant:
                return constant.Value is bool truth && truth == isNot ? [] : [[]];
            case Expression.Call { Name: "not" } call:
                return Branches(call.Arguments[0], !isNot);
            case Expression.Call { Name: "and" or "or" } call:
                List<ImmutableArray<Expression>> one = Branches(call.Arguments[0], isNot), other = Branches(call.Arguments[1], isNot);
                return call.Name == "and" != isNot ? All(one, other) : Any(one, other);
            case Expression.Call { Name: "is true" } call:
                return isNot ? Branches(call.Arguments[0], isNot: true) : True(call.Arguments[0]);
            case Expression.Call { Name: "is null" } call:
                return Null(call.Arguments[0], isNot);
            case Expression.Call { Name: "is distinct from" } call:
                return Distinct(call.Arguments[0], call.Arguments[1], isNot);
            case Expression.Case choice:
                return Choice(choice, then => Branches(then, isNot));
            case Expression.Quantified quantified:
                return Quantified(quantified, isNot);
            case Expression.Call { Name: "=" or "<>" or "<" or "<=" or ">" or ">=", Arguments.Length: 2 } call:
                return Comparison(isNot ? Opposite(call.Name) : call.Name, call.Arguments[0], call.Arguments[1]);
            case Expression.Call { Name: "~" or "~*" or "~~" or "~~*" or "!~" or "!~*" or "!~~" or "!~~*" } call when isNot:
                return Split(call with { Name = Opposite(call.Name) });
            default:
                return Split(isNot ? Call("not", condition) : condition);
        }
    }

    /// <summary>A condition that must be true, and not null.</summary>
    private List<ImmutableArray<Expression>> True(Expression condition) =>
        [.. Branches(condition, isNot: false).Select(b => b.AddRange(b
            .Where(static a => a is not Expression.Call { Name: "is null" } and not Expression.Call { Name: "not", Arguments: [Expression.Call { Name: "is null" }] })
            .SelectMany(static a => a.Columns()).Distinct(StringComparer.Ordinal)
            .Select(static c => Call("not", Call("is null", new Expression.Column(c))))))];

    private static List<ImmutableArray<Expression>> Null(Expression of, bool isNot)
    {
        switch (of)
        {
            case Expression.Cast cast:
                return Null(cast.Inner, isNot);
            case Expression.Call { Name: "coalesce" or "row" } call:
                // All null; or, not null: one of those coalesced, and each of a row.
                return call.Arguments.Select(a => Null(a, isNot)).Aggregate((a, b) => isNot && call.Name == "coalesce" ? Any(a, b) : All(a, b));
            case Expression.Call { Name: "+" or "-" or "*" or "lower" or "upper" or "btrim" or "=" or "<" or ">" or "||" } call:
                return call.Arguments.Where(static a => a.Columns().Any()).Select(a => Null(a, isNot)).DefaultIfEmpty([[]]).Aggregate((a, b) => isNot ? All(a, b) : Any(a, b));
            default:
                Expression test = Call("is null", of);
                return [[isNot ? Call("not", test) : test]];
        }
    }

    private List<ImmutableArray<Expression>> Distinct(Expression one, Expression other, bool isNot)
    {
        if (other is Expression.Constant { Value: null })
        {
            return Null(one, !isNot);
        }

        List<ImmutableArray<Expression>> oneNull = Null(one, isNot: false), otherNull = Null(other, isNot: false), oneThere = Null(one, isNot: true), otherThere = Null(other, isNot: true);
        if (other is Expression.Constant)
        {
            return isNot ? All(Comparison("=", one, other), oneThere) : Any(All(Comparison("<>", one, other), oneThere), oneNull);
        }

        return isNot
            ? Any(All(oneNull, otherNull), All(All(oneThere, otherThere), Comparison("=", one, other)))
            : Any(Any(All(oneNull, otherThere), All(oneThere, otherNull)), All(All(oneThere, otherThere), Comparison("<>", one, other)));
    }

    private List<ImmutableArray<Expression>> Choice(Expression.Case choice, Func<Expression, List<ImmutableArray<Expression>>> then)
    {
        List<ImmutableArray<Expression>> before = [[]], all = [];
        foreach ((Expression when, Expression what) in choice.Branches)
        {
            all = Any(all, All(All(before, True(when)), then(what)));

            // What follows is asked when this was not true: false, or null.
            before = All(before, Branches(when, isNot: true));
        }

        return Any(all, All(before, then(choice.Else)));
    }

    private List<ImmutableArray<Expression>> Quantified(Expression.Quantified quantified, bool isNot)
    {
        (string name, bool isAll) = isNot ? (Opposite(quantified.Operator), !quantified.IsAll) : (quantified.Operator, quantified.IsAll);
        IEnumerable<Expression>? items = quantified.List switch
        {
            Expression.Call { Name: "array" } list => list.Arguments,
            Expression.Cast { Inner: Expression.Call { Name: "array" } list } => list.Arguments,
            Expression.Constant { Value: List<object?> list } when name is not "=" and not "<>" || isAll == (name == "=") => list.Select(static i => new Expression.Constant(i)),
            _ => null,
        };
        return items is null
            ? Split(new Expression.Quantified(name, quantified.Left, quantified.List, isAll))
            : items.Select(i => Branches(Call(name, quantified.Left, i), isNot: false)).Aggregate((a, b) => isAll ? All(a, b) : Any(a, b));
    }

    private List<ImmutableArray<Expression>> Comparison(string name, Expression left, Expression right)
    {
        if (name is "=" or "<>" && (IsCondition(left) || IsCondition(right)) && left is not Expression.Constant { Value: not bool } && right is not Expression.Constant { Value: not bool })
        {
            bool isSame = name == "=";
            if (right is Expression.Constant { Value: bool r })
            {
                return Branches(left, isNot: r != isSame);
            }

            return left is Expression.Constant { Value: bool l }
                ? Branches(right, isNot: l != isSame)
                : Any(All(Branches(left, isNot: false), Branches(right, isNot: !isSame)), All(Branches(left, isNot: true), Branches(right, isNot: isSame)));
        }

        if (left is Expression.Call { Name: "row" } one && right is Expression.Call { Name: "row" } other && one.Arguments.Length == other.Arguments.Length)
        {
            return Rows(name, one.Arguments, other.Arguments);
        }

        return left is Expression.Call { Name: "num_nulls" or "num_nonnulls", Arguments.Length: <= MostCounted } count && right is Expression.Constant { Value: decimal of }
            ? Counted(name, count, of)
            : Split(Call(name, left, right));
    }

    private List<ImmutableArray<Expression>> Rows(string name, ImmutableArray<Expression> one, ImmutableArray<Expression> other)
    {
        List<ImmutableArray<Expression>> first = Comparison(one.Length > 1 && name is "<=" or ">=" ? name[..1] : name, one[0], other[0]);
        if (one.Length == 1)
        {
            return first;
        }

        List<ImmutableArray<Expression>> rest = Rows(name, one[1..], other[1..]);
        return name switch
        {
            "=" => All(first, rest),
            "<>" => Any(first, rest),
            _ => Any(first, All(Comparison("=", one[0], other[0]), rest)),
        };
    }

    /// <summary>How many of some columns are null, or are not.</summary>
    private static List<ImmutableArray<Expression>> Counted(string name, Expression.Call count, decimal of)
    {
        List<ImmutableArray<Expression>> all = [];
        for (int mask = 0; mask < 1 << count.Arguments.Length; mask++)
        {
            int chosen = System.Numerics.BitOperations.PopCount((uint)mask);
            if (name switch { "=" => chosen == of, "<>" => chosen != of, "<" => chosen < of, "<=" => chosen <= of, ">" => chosen > of, _ => chosen >= of })
            {
                bool isNulls = count.Name == "num_nulls";
                all = Any(all, count.Arguments.Select((a, i) => Null(a, isNot: (mask >> i & 1) == 1 != isNulls)).Aggregate(All));
            }
        }

        return all;
    }

    private bool IsCondition(Expression expression) => expression switch
    {
        Expression.Column column => isBoolean(column.Name),
        Expression.Constant constant => constant.Value is bool,
        Expression.Quantified => true,
        Expression.Cast cast => cast.Type is "boolean",
        Expression.Call call => call.Name is "and" or "or" or "not" or "is null" or "is true" or "is distinct from" or "=" or "<>" or "<" or "<=" or ">" or ">="
            or "~" or "~*" or "!~" or "!~*" or "~~" or "~~*" or "!~~" or "!~~*" or "starts_with" or "?" or "@>" or "<@" or "&&",
        _ => false,
    };

    /// <summary>A simple condition, of which the choices within are told apart: coalesce, case, greatest and least.</summary>
    private List<ImmutableArray<Expression>> Split(Expression atom)
    {
        if (atom is Expression.Call { Name: "<" or "<=" or ">" or ">=", Arguments: [Expression.Call { Name: "greatest" or "least" } extreme, var bound] } sided)
        {
            // The greatest is below a bound when all are; above it when one is.
            bool isAll = extreme.Name == "greatest" == sided.Name.StartsWith('<');
            return extreme.Arguments.Select(a => Split(Call(sided.Name, a, bound))).Aggregate((a, b) => isAll ? All(a, b) : Any(a, b));
        }

        if (atom is Expression.Call { Name: "<" or "<=" or ">" or ">=", Arguments: [var left, Expression.Call { Name: "greatest" or "least" } other] } turned)
        {
            return Split(Call(turned.Name[0] == '<' ? ">" + turned.Name[1..] : "<" + turned.Name[1..], other, left));
        }

        if (Find(atom) is not { } inner)
        {
            return [[atom]];
        }

        if (inner is Expression.Case choice)
        {
            return Choice(choice, then => Branches(Replaced(atom, inner, then), isNot: false));
        }

        List<ImmutableArray<Expression>> before = [[]], all = [];
        foreach (Expression argument in ((Expression.Call)inner).Arguments)
        {
            all = Any(all, All(All(before, argument is Expression.Constant ? [[]] : Null(argument, isNot: true)), Branches(Replaced(atom, inner, argument), isNot: false)));
            if (argument is Expression.Constant)
            {
                break;
            }

            before = All(before, Null(argument, isNot: false));
        }

        return all;
    }

    private static Expression? Find(Expression expression) => expression is Expression.Case or Expression.Call { Name: "coalesce" }
        ? expression
        : expression.Parts.Select(Find).FirstOrDefault(static f => f is not null);

    private static Expression Replaced(Expression within, Expression old, Expression with)
    {
        if (ReferenceEquals(within, old))
        {
            return with;
        }

        return within switch
        {
            Expression.Call call => call with { Arguments = [.. call.Arguments.Select(a => Replaced(a, old, with))] },
            Expression.Cast cast => Casts.Fold(Replaced(cast.Inner, old, with), cast.Type),
            Expression.Quantified quantified => quantified with { Left = Replaced(quantified.Left, old, with), List = Replaced(quantified.List, old, with) },
            Expression.Case choice => new Expression.Case([.. choice.Branches.Select(b => (Replaced(b.When, old, with), Replaced(b.Then, old, with)))], Replaced(choice.Else, old, with)),
            _ => within,
        };
    }
}
