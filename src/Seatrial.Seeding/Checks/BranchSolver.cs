using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Turns a list of simple conditions into rules for columns, and relations between them.</summary>
internal sealed class BranchSolver(DatabaseSchema schema, Table table, MakerSettings settings)
{
    /// <summary>What may go by between two clocks, and two time zones.</summary>
    private const long Margin = CellAxis.Day;

    /// <summary>The branch; null when no row can be in it.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="reason">Why there is none.</param>
    public RowBranch? Solve(ImmutableArray<Expression> conditions, out string reason) =>
        Solve(conditions, Margin, out reason) ?? Solve(conditions, 0, out reason);

    /// <summary>Whether values are made after a condition.</summary>
    public bool IsUnderstood(Expression condition) => new BranchWork(schema, table, settings, Margin).Apply(condition);

    /// <summary>Whether a condition can be told of rows here.</summary>
    public bool CanTell(Expression condition)
    {
        EvaluatedRow row = Row(0);
        CellRandom random = CellKey.Of(1, "probe").At(0);
        for (int i = 0; i < row.Cells.Length; i++)
        {
            Column column = table.Columns[i];
            MakerRequest request = new(schema, column.Type, column.Name, settings);
            row.Cells[i] = TypeMakers.For(request, out _)?.Make(ref random) ?? CellValue.Null;
        }

        return !ReferenceEquals(Evaluator.Evaluate(condition, row), Datum.Unknown);
    }

    private EvaluatedRow Row(long margin) => new(schema, table, settings.Midnight + margin);

    private RowBranch? Solve(ImmutableArray<Expression> conditions, long margin, out string reason)
    {
        BranchWork work = new(schema, table, settings, margin);
        ImmutableArray<Expression>.Builder tried = ImmutableArray.CreateBuilder<Expression>();
        foreach (Expression condition in conditions)
        {
            if (!work.Apply(condition))
            {
                tried.Add(condition);
            }
        }

        Bounds.Spread(work, table);
        Dictionary<string, ColumnRule> rules = new(StringComparer.Ordinal);
        foreach ((string name, ColumnRule rule) in work.Rules)
        {
            if (Settle(table.Columns.First(c => c.Name == name), rule, conditions, out reason) is not { } settled)
            {
                return null;
            }

            rules[name] = settled;
        }

        reason = string.Empty;
        return new(rules.ToFrozenDictionary(StringComparer.Ordinal), [.. work.Relations], [.. work.Projections], conditions) { Tried = tried.ToImmutable() };
    }

    /// <summary>A rule with nothing in it that cannot be; a column for which no value is left is null, if it may be.</summary>
    private ColumnRule? Settle(Column column, ColumnRule rule, ImmutableArray<Expression> conditions, out string reason)
    {
        reason = string.Empty;
        if (rule.Allowed is { } allowed)
        {
            EvaluatedRow row = Row(0);
            Expression[] own = [.. conditions.Where(c => c.Columns().All(n => n == column.Name))];
            rule = rule with { Allowed = [.. allowed.Where(v => !rule.Excluded.Contains(v) && Passes(row, column.Name, v, own))] };
        }

        string? problem = Problem(column, rule);
        if (problem is not null && rule.Nulls != NullRule.Never && column.IsNullable)
        {
            return new ColumnRule { Nulls = NullRule.Always };
        }

        if (problem is null && rule.Nulls == NullRule.Always && !column.IsNullable)
        {
            problem = "must be null and takes no null";
        }

        reason = problem is null ? string.Empty : $"{column.Name} {problem}";
        return problem is null ? rule : null;
    }

    private string? Problem(Column column, ColumnRule rule)
    {
        DataType plain = DataTypes.Plain(schema, column.Type);
        MakerRequest request = new(schema, column.Type, column.Name, settings) { Rule = rule };
        if (rule.Nulls == NullRule.Always)
        {
            return null;
        }

        if (rule.Allowed is { IsEmpty: true })
        {
            return "is left no value";
        }

        if (rule.Interval.IsEmpty || (Grids.Of(request) is { } grid && grid.First(CellInterval.All) > grid.Last(CellInterval.All)))
        {
            return "is left no value between its ends";
        }

        if (rule.Length.IsEmpty || rule.Length.High < 0 || (plain is DataType.Scalar { Length: { } most, Kind: ScalarKind.Text or ScalarKind.Bits } && rule.Length.Low > most))
        {
            return $"is left no length ({plain.Text})";
        }

        return rule.Cardinality.IsEmpty || rule.Cardinality.High < 0 ? "is left no number of items"
            : rule.Allowed is null && !rule.Patterns.IsEmpty && plain is DataType.Scalar { Kind: ScalarKind.Text } text && TextFit.Of(request, text) is null ? "is left no text that matches its patterns"
            : null;
    }

    private static bool Passes(EvaluatedRow row, string column, CellValue value, Expression[] conditions)
    {
        row.Cells[row.Place(column)] = value;
        return Array.TrueForAll(conditions, c => Evaluator.Evaluate(c, row) is not false);
    }
}
