using System.Collections.Immutable;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>A branch while its conditions are applied, one after the other.</summary>
internal sealed class BranchWork(DatabaseSchema schema, Table table, MakerSettings settings, long margin)
{
    private readonly EvaluatedRow _early = new(schema, table, settings.Midnight - margin), _late = new(schema, table, settings.Midnight + (2 * margin));

    private readonly EvaluatedRow _today = new(schema, table, settings.Midnight + (CellAxis.Day / 2));

    public Dictionary<string, ColumnRule> Rules { get; } = new(StringComparer.Ordinal);

    public List<Relation> Relations { get; } = [];

    public List<(string Column, Expression Function)> Projections { get; } = [];

    /// <summary>The row without cells, for what depends on none.</summary>
    public EvaluatedRow Early => _early;

    public DataType Plain(string column) => DataTypes.Plain(schema, table.Columns.First(c => c.Name == column).Type);

    public bool Has(string column) => _early.Has(column);

    public void Add(string column, ColumnRule rule) => Rules[column] = Rules.TryGetValue(column, out ColumnRule? known) ? RuleMerge.Both(known, rule) : rule;

    /// <summary>Takes a condition in; false when values are not made after it, but tried.</summary>
    public bool Apply(Expression condition)
    {
        if (condition.Columns().Any(c => !Has(c)))
        {
            return false;
        }

        switch (condition)
        {
            case Expression.Column column when Plain(column.Name) is DataType.Scalar { Kind: ScalarKind.Boolean }:
                Add(column.Name, new ColumnRule { Allowed = [CellValue.Of(true)] });
                return true;
            case Expression.Quantified { List: Expression.Constant { Value: List<object?> items } } quantified:
                return TextConditions.Listed(this, quantified, items);
            case Expression.Call { Name: "not" } call:
                return Not(call.Arguments[0]);
            case Expression.Call { Name: "is null" } call:
                return Side.Bare(call.Arguments[0]) is { } empty && Nulls(empty, NullRule.Always);
            case Expression.Call { Name: "=" or "<>" or "<" or "<=" or ">" or ">=" } call:
                return TextConditions.Compared(this, call.Name, call.Arguments[0], call.Arguments[1])
                    || TextConditions.Compared(this, Side.Turned(call.Name), call.Arguments[1], call.Arguments[0])
                    || IsOfRange(call)
                    || Project(call)
                    || Compare(call);
            case Expression.Call call:
                return TextConditions.Matched(this, call);
            default:
                return false;
        }
    }

    /// <summary>The value of what reads no column; unknown for what does.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="name">By which operator it is compared: a time to stay below comes early, one to stay above late.</param>
    public object? Constant(Expression expression, string name) => expression.Columns().Any()
        ? Datum.Unknown
        : Evaluator.Evaluate(expression, name is "<" or "<=" ? _early : name is ">" or ">=" ? _late : _today);

    private bool Nulls(string column, NullRule rule)
    {
        if (Rules.TryGetValue(column, out ColumnRule? known) && known.Nulls != NullRule.Any && known.Nulls != rule)
        {
            // Null and not null: nothing is left.
            Add(column, new ColumnRule { Nulls = NullRule.Never, Interval = new(1, true, 0, true), Allowed = [] });
            Rules[column] = Rules[column] with { Nulls = NullRule.Never };
            return true;
        }

        Add(column, new ColumnRule { Nulls = rule });
        return true;
    }

    private bool Not(Expression inner)
    {
        switch (inner)
        {
            case Expression.Column column when Plain(column.Name) is DataType.Scalar { Kind: ScalarKind.Boolean }:
                Add(column.Name, new ColumnRule { Allowed = [CellValue.Of(false)] });
                return true;
            case Expression.Call { Name: "is null" } call when Side.Bare(call.Arguments[0]) is { } column:
                return Nulls(column, NullRule.Never);
            case Expression.Call { Name: "is null" } call when call.Arguments[0] is Expression.Call { Name: "->" or "->>" } member && member.Arguments is [Expression.Column document, Expression.Constant { Value: string key }]:
                Add(document.Name, new ColumnRule { JsonKeys = [key], JsonType = "object" });
                return true;
            case Expression.Call { Name: "isempty" or "lower_inf" or "upper_inf" } call when call.Arguments is [Expression.Column range] && Plain(range.Name) is not DataType.Scalar:
                // Ranges are made with two ends, and never empty.
                return true;
            default:
                return false;
        }
    }

    /// <summary>A column that is what a function makes of it.</summary>
    private bool Project(Expression.Call call)
    {
        if (call.Name != "=")
        {
            return false;
        }

        foreach ((Expression one, Expression other) in new[] { (call.Arguments[0], call.Arguments[1]), (call.Arguments[1], call.Arguments[0]) })
        {
            if (Side.Bare(one) is { } column && other.Columns().Distinct(StringComparer.Ordinal).SequenceEqual([column], StringComparer.Ordinal)
                && Core(other) is Expression.Call { Name: "lower" or "upper" or "btrim" or "ltrim" or "rtrim" or "date_trunc" or "round" or "trunc" or "floor" or "ceil" })
            {
                Projections.Add((column, other));
                if (Core(other) is Expression.Call { Name: "lower" or "upper" } letters)
                {
                    Add(column, new ColumnRule { Case = letters.Name == "lower" ? LetterCase.Lower : LetterCase.Upper });
                }
                else if (Core(other) is Expression.Call { Name: "btrim" })
                {
                    Add(column, new ColumnRule { IsTrimmed = true });
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>That a range's low end is below its high end, which it always is.</summary>
    private bool IsOfRange(Expression.Call call) =>
        call is { Name: "<" or "<=", Arguments: [Expression.Call { Name: "lower", Arguments: [Expression.Column low] }, Expression.Call { Name: "upper", Arguments: [Expression.Column high] }] }
        && low == high && Plain(low.Name) is not DataType.Scalar;

    private static Expression Core(Expression expression) => expression is Expression.Cast cast ? Core(cast.Inner) : expression;

    private bool Compare(Expression.Call call)
    {
        (Expression left, Expression right) = (call.Arguments[0], call.Arguments[1]);
        string[] columns = [.. call.Columns().Distinct(StringComparer.Ordinal)];
        if (columns.Length == 1)
        {
            return Side.For(columns[0], call.Name, left, right) is { } side && Single(side);
        }

        ImmutableArray<Side> sides = [.. columns.Select(c => Side.For(c, call.Name, left, right)).Where(static s => s is not null).Select(static s => s!)];
        if (sides.IsEmpty || columns.Any(c => Plain(c) is DataType.Scalar { Kind: ScalarKind.Text } && call.Name is not ("=" or "<>") && !sides.Any(s => s.Measure != Measure.Value)))
        {
            return false;
        }

        Relations.Add(new(sides, [.. columns]));
        return true;
    }

    private bool Single(Side side)
    {
        string name = side.Operator;
        if (side.Divisor is { } divisor)
        {
            if (Constant(divisor, "=") is not decimal by || by == 0)
            {
                return false;
            }

            name = by < 0 ? Side.Turned(name) : name;
        }

        object? value = Constant(side.Right, name);
        DataType plain = Plain(side.Column);
        if (side.Measure == Measure.Value && name is "=" or "<>")
        {
            if (ReferenceEquals(value, Datum.Unknown) || Datum.Cell(value, plain) is not { IsNull: false } cell)
            {
                return false;
            }

            Add(side.Column, name == "=" ? new ColumnRule { Allowed = [cell] } : new ColumnRule { Excluded = [cell] });
            return true;
        }

        if (Bounds.Place(value, plain, side.Measure) is not { } place)
        {
            return false;
        }

        CellInterval interval = Bounds.Of(name, place);
        if (name == "<>")
        {
            return false;
        }

        Add(side.Column, side.Measure switch
        {
            Measure.Length => new ColumnRule { Length = interval },
            Measure.Cardinality => new ColumnRule { Cardinality = interval },
            _ => new ColumnRule { Interval = interval },
        });
        return true;
    }
}
