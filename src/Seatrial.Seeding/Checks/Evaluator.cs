using System.Text.Json;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Evaluates conditions over the cells of a row, in the logic of three values; what it cannot tell is <see cref="Datum.Unknown"/>.</summary>
internal static class Evaluator
{
    public static object? Evaluate(Expression expression, EvaluatedRow row)
    {
        try
        {
            return Value(expression, row);
        }
        catch (Exception exception) when (exception is OverflowException or DivideByZeroException or ArgumentOutOfRangeException)
        {
            return Datum.Unknown;
        }
    }

    /// <summary>The result of a comparison: less than, equal to or greater than zero; null when the two cannot be compared here.</summary>
    public static int? Compare(object one, object other)
    {
        switch (one, other)
        {
            case (decimal a, decimal b):
                return a.CompareTo(b);
            case (bool a, bool b):
                return a.CompareTo(b);
            case (Datum.Clock a, Datum.Clock b):
                return a.Microseconds.CompareTo(b.Microseconds);
            case (Datum.Span, Datum.Span):
                return Datum.Place(one)!.Value.CompareTo(Datum.Place(other)!.Value);
            case (Datum.Day a, Datum.Day b):
                return a.Number.CompareTo(b.Number);
            case (Datum.Day or Datum.Moment, Datum.Day or Datum.Moment):
                return Micros(one).CompareTo(Micros(other));
            default:
                return null;
        }
    }

    /// <summary>Whether two values are the same; null when that cannot be told.</summary>
    public static bool? Same(object one, object other) => (one, other) switch
    {
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(static p => p.First is null ? p.Second is null : p.Second is not null && Same(p.First, p.Second) == true),
        (JsonElement a, JsonElement b) => JsonElement.DeepEquals(a, b),
        _ => Compare(one, other) is { } result ? result == 0 : null,
    };

    private static object? Value(Expression expression, EvaluatedRow row)
    {
        switch (expression)
        {
            case Expression.Constant constant:
                return constant.Value;
            case Expression.Column column:
                return row.Read(column.Name);
            case Expression.Cast cast:
                return Casts.To(Value(cast.Inner, row), cast.Type);
            case Expression.Quantified quantified:
                return Quantified(quantified, row);
            case Expression.Case choice:
                foreach ((Expression when, Expression then) in choice.Branches)
                {
                    object? is_ = Value(when, row);
                    if (ReferenceEquals(is_, Datum.Unknown))
                    {
                        return is_;
                    }

                    if (is_ is true)
                    {
                        return Value(then, row);
                    }
                }

                return Value(choice.Else, row);
            case Expression.Call call:
                return Call(call, row);
            default:
                return Datum.Unknown;
        }
    }

    private static object? Call(Expression.Call call, EvaluatedRow row)
    {
        switch (call.Name)
        {
            case "and":
                return Both(Value(call.Arguments[0], row), Value(call.Arguments[1], row), isAnd: true);
            case "or":
                return Both(Value(call.Arguments[0], row), Value(call.Arguments[1], row), isAnd: false);
            case "now":
                return new Datum.Moment(row.Now);
            case "current_date":
                return new Datum.Day(Casts.FloorDay(row.Now));
            case "coalesce":
                foreach (Expression argument in call.Arguments)
                {
                    if (Value(argument, row) is { } found)
                    {
                        return found;
                    }
                }

                return null;
        }

        object?[] values = new object?[call.Arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(call.Arguments[i], row);
            if (ReferenceEquals(values[i], Datum.Unknown))
            {
                return Datum.Unknown;
            }
        }

        return Logic(call.Name, values) is var logical && !ReferenceEquals(logical, Datum.Unknown) ? logical
            : call.Name is "row" or "num_nulls" or "num_nonnulls" or "greatest" or "least" or "array" or "concat" || !values.Contains(null) ? Functions.Apply(call.Name, values)
            : null;
    }

    /// <summary>What has an answer for nulls, and comparisons; unknown for all else.</summary>
    private static object? Logic(string name, object?[] values)
    {
        switch (name)
        {
            case "not":
                return values[0] is bool truth ? !truth : values[0] is null ? null : Datum.Unknown;
            case "is null":
                return values[0] is List<object?> { Count: > 0 } row && row[0] is RowMark ? row.Skip(1).All(static v => v is null) : values[0] is null;
            case "is true":
                return values[0] is true;
            case "is distinct from":
                return values[0] is null || values[1] is null ? (values[0] is null) != (values[1] is null) : Same(values[0]!, values[1]!) is { } same ? !same : Datum.Unknown;
            case "=" or "<>" or "<" or "<=" or ">" or ">=":
                return values[0] is null || values[1] is null ? null : Compared(name, values[0]!, values[1]!);
            default:
                return Datum.Unknown;
        }
    }

    private static object? Compared(string name, object one, object other)
    {
        if (name is "=" or "<>")
        {
            return Same(one, other) is { } same ? same == (name == "=") : Datum.Unknown;
        }

        return Compare(one, other) is not { } result ? Datum.Unknown : name switch
        {
            "<" => result < 0,
            "<=" => result <= 0,
            ">" => result > 0,
            _ => result >= 0,
        };
    }

    private static object? Both(object? one, object? other, bool isAnd)
    {
        bool strong = !isAnd;
        if (one is bool a && a == strong || other is bool b && b == strong)
        {
            return strong;
        }

        return ReferenceEquals(one, Datum.Unknown) || ReferenceEquals(other, Datum.Unknown) ? Datum.Unknown : one is null || other is null ? null : !strong;
    }

    private static object? Quantified(Expression.Quantified quantified, EvaluatedRow row)
    {
        object? left = Value(quantified.Left, row), list = Value(quantified.List, row);
        if (list is null)
        {
            return null;
        }

        if (list is not List<object?> items || ReferenceEquals(left, Datum.Unknown))
        {
            return Datum.Unknown;
        }

        object? result = quantified.IsAll;
        foreach (object? item in items)
        {
            object? one = left is null || item is null ? null : Logic(quantified.Operator, [left, item]);
            if (ReferenceEquals(one, Datum.Unknown) && left is not null && item is not null)
            {
                one = Functions.Apply(quantified.Operator, [left, item]);
            }

            result = Both(result, one, quantified.IsAll);
        }

        return result;
    }

    private static long Micros(object value) => value is Datum.Day day ? day.Number * CellAxis.Day : ((Datum.Moment)value).Microseconds;

    /// <summary>The first item of a list that is a row.</summary>
    internal sealed record RowMark
    {
        public static RowMark Only { get; } = new();
    }
}
