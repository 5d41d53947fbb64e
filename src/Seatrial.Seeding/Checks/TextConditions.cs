using System.Collections.Immutable;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Conditions on one column that are more than a comparison with a constant: lists, patterns, parts of texts, documents.</summary>
internal static class TextConditions
{
    /// <summary><c>status = ANY ('{new,paid}')</c>, and <c>&lt;&gt; ALL</c>.</summary>
    public static bool Listed(BranchWork work, Expression.Quantified quantified, List<object?> items)
    {
        Expression left = quantified.Left;
        string? letters = left is Expression.Call { Name: "lower" or "upper" or "btrim" } function ? function.Name : null;
        string? column = letters is null ? Side.Bare(left) : Side.Bare(((Expression.Call)left).Arguments[0]);
        if (column is null)
        {
            return false;
        }

        DataType plain = work.Plain(column);
        List<CellValue> values = [];
        foreach (object? item in items)
        {
            if (item is not null && Datum.Cell(item, plain) is { IsNull: false } cell)
            {
                values.Add(cell);
            }
        }

        if (quantified is { Operator: "=", IsAll: false })
        {
            // In the other case they are equal, too.
            IEnumerable<CellValue> other = letters is "lower" or "upper" ? values.Where(static v => v.Kind == CellKind.Text).Select(v => CellValue.Of(letters == "lower" ? v.Text.ToUpperInvariant() : v.Text.ToLowerInvariant())) : [];
            work.Add(column, new ColumnRule { Allowed = [.. values.Concat(other).Distinct()] });
            return true;
        }

        if (quantified is { Operator: "<>", IsAll: true } && letters is null)
        {
            work.Add(column, new ColumnRule { Excluded = [.. values] });
            return true;
        }

        return false;
    }

    /// <summary>A function of a column compared with a constant.</summary>
    public static bool Compared(BranchWork work, string name, Expression left, Expression right)
    {
        if (left is not Expression.Call call || call.Arguments.IsEmpty || right.Columns().Any())
        {
            return false;
        }

        object? value = work.Constant(right, name);
        if (call.Name == "%" && name == "=" && value is 0m && Side.Bare(call.Arguments[0]) is { } multiple && work.Constant(call.Arguments[1], "=") is decimal and not 0 and var step)
        {
            work.Add(multiple, new ColumnRule { MultipleOf = Math.Abs(step) });
            return true;
        }

        if (Side.Bare(call.Arguments[0]) is not { } column)
        {
            return Trimmed(work, call, name, value);
        }

        switch (call.Name)
        {
            case "abs" when name is "<" or "<=" && value is decimal most:
                work.Add(column, new ColumnRule { Interval = new(-most, name == "<", most, name == "<") });
                return true;
            case "jsonb_typeof" or "json_typeof" when name == "=" && value is string type:
                work.Add(column, new ColumnRule { JsonType = type });
                return true;
            case "lower" or "upper" when name is "=" && value is string text:
                work.Add(column, new ColumnRule { Allowed = [CellValue.Of(text), CellValue.Of(call.Name == "lower" ? text.ToUpperInvariant() : text.ToLowerInvariant())] });
                return true;
            case "btrim" or "ltrim" or "rtrim" when call.Arguments.Length == 1 && name == "<>" && value is "":
                work.Add(column, new ColumnRule { IsTrimmed = true, Length = CellInterval.From(1) });
                return true;
            case "left" or "right" when name == "=" && value is string part:
                return Pattern(work, column, PatternParser.Around(part, isStart: call.Name == "left", isEnd: call.Name == "right"));
            case "substring" or "substr" when name == "=" && value is string inner && call.Arguments.Length == 3 && call.Arguments[1] is Expression.Constant { Value: 1m }:
                return Pattern(work, column, PatternParser.Around(inner, isStart: true, isEnd: false));
            case "strpos" when call.Arguments[1] is Expression.Constant { Value: string what } && value is decimal place:
                return Position(work, column, what, name, place);
            default:
                return false;
        }
    }

    /// <summary>Patterns, and keys of documents.</summary>
    public static bool Matched(BranchWork work, Expression.Call call)
    {
        if (call.Arguments.Length != 2 || Side.Bare(call.Arguments[0]) is not { } column)
        {
            return false;
        }

        object? value = work.Constant(call.Arguments[1], "=");
        switch (call.Name)
        {
            case "?" or "jsonb_exists" when value is string key:
                work.Add(column, new ColumnRule { JsonType = "object", JsonKeys = [key] });
                return true;
            case "starts_with" or "^@" when value is string start:
                return Pattern(work, column, PatternParser.Around(start, isStart: true, isEnd: false));
            case "<@" when value is List<object?> items && work.Plain(column) is DataType.Array array:
                ImmutableArray<CellValue> allowed = [.. items.Select(i => Datum.Cell(i, array.Element)).Where(static c => c is { IsNull: false }).Select(static c => c!.Value)];
                work.Add(column, new ColumnRule { Item = new ColumnRule { Allowed = allowed } });
                return true;
            case "~" or "~*" or "!~" or "!~*" or "~~" or "~~*" or "!~~" or "!~~*" when value is string pattern:
                bool isNot = call.Name[0] == '!';
                return work.Plain(column) is DataType.Scalar { Kind: ScalarKind.Text } && PatternMatch.Node(isNot ? call.Name[1..] : call.Name, pattern) is { } node && Pattern(work, column, node, isNot);
            default:
                return false;
        }
    }

    private static bool Trimmed(BranchWork work, Expression.Call call, string name, object? value)
    {
        if (call.Name is "length" or "char_length" or "character_length" && call.Arguments[0] is Expression.Call { Name: "btrim" or "ltrim" or "rtrim", Arguments: [var inner] }
            && Side.Bare(inner) is { } column && value is decimal length && name != "<>")
        {
            work.Add(column, new ColumnRule { IsTrimmed = true, Length = Bounds.Of(name, length) });
            return true;
        }

        return false;
    }

    private static bool Position(BranchWork work, string column, string what, string name, decimal place)
    {
        PatternNode anywhere = PatternParser.Around(what, isStart: false, isEnd: false);
        switch (name, place)
        {
            case (">", 0) or (">=", 1) or ("<>", 0):
                return Pattern(work, column, anywhere);
            case ("=", 0) or ("<=", 0) or ("<", 1):
                return Pattern(work, column, anywhere, isForbidden: true);
            case (">", 1) or (">=", 2):
                return Pattern(work, column, anywhere) && Pattern(work, column, PatternParser.Around(what, isStart: true, isEnd: false), isForbidden: true);
            default:
                return false;
        }
    }

    private static bool Pattern(BranchWork work, string column, PatternNode node, bool isForbidden = false)
    {
        work.Add(column, new ColumnRule { Patterns = [new(node, isForbidden)] });
        return true;
    }
}
