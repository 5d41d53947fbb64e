using System.Collections.Immutable;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Reads the checks of a table and of the domains of its columns, and finds the ways in which rows pass them.</summary>
internal static class RowRules
{
    /// <summary>What they ask of rows.</summary>
    /// <param name="schema">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="settings">What all makers of the run share: checks may speak of today.</param>
    public static RowRuleSet Of(DatabaseSchema schema, Table table, MakerSettings settings)
    {
        List<Known> known = [.. Conditions(schema, table)];
        List<RowRuleGroup> groups = [];
        List<UnsolvedCheck> unsolved = [];
        List<MakerRefusal> contradictions = [];
        while (known.Count > 0)
        {
            List<Known> group = Together(known);
            known.RemoveAll(group.Contains);
            if (group[0].Columns.Length > 0)
            {
                groups.Add(Group(schema, table, settings, group, unsolved, contradictions));
            }
        }

        return new([.. groups], [.. unsolved.Distinct()], [.. contradictions]);
    }

    /// <summary>The checks that share columns with the first one, and with those that do, and so on.</summary>
    private static List<Known> Together(List<Known> known)
    {
        List<Known> group = [known[0]];
        HashSet<string> columns = [.. known[0].Columns];
        bool isMore = true;
        while (isMore)
        {
            isMore = false;
            foreach (Known other in known)
            {
                if (!group.Contains(other) && columns.Overlaps(other.Columns))
                {
                    group.Add(other);
                    columns.UnionWith(other.Columns);
                    isMore = true;
                }
            }
        }

        return group;
    }

    private static IEnumerable<Known> Conditions(DatabaseSchema schema, Table table)
    {
        foreach (CheckConstraint check in table.Checks)
        {
            Expression parsed = ExpressionParser.Parse(check.Expression);
            ImmutableArray<string> columns = [.. parsed.Columns().Where(c => table.Columns.Any(t => t.Name == c)).Distinct(StringComparer.Ordinal)];
            yield return new(check, parsed, columns.IsEmpty ? check.Columns : columns);
        }

        foreach (Column column in table.Columns)
        {
            DataType type = column.Type;
            while (type is DataType.Named named && schema.FindType(named.Name) is UserType.Domain domain)
            {
                foreach (CheckConstraint check in domain.Checks)
                {
                    yield return new(check, Substitution.Of(ExpressionParser.Parse(check.Expression), "value", column.Name), [column.Name]);
                }

                type = domain.Base;
            }
        }
    }

    private static RowRuleGroup Group(DatabaseSchema schema, Table table, MakerSettings settings, List<Known> group, List<UnsolvedCheck> unsolved, List<MakerRefusal> contradictions)
    {
        BranchExpander expander = new(c => table.Columns.FirstOrDefault(x => x.Name == c) is { } column && DataTypes.Plain(schema, column.Type) is DataType.Scalar { Kind: ScalarKind.Boolean });
        BranchSolver solver = new(schema, table, settings);
        List<ImmutableArray<Expression>> branches = [[]];
        foreach ((Known one, List<ImmutableArray<Expression>>? expanded) in group.Select(k => (k, expander.Expand(k.Parsed))).OrderBy(static k => k.Item2?.Count ?? int.MaxValue))
        {
            if (expanded is null || (long)expanded.Count * branches.Count > BranchExpander.Most)
            {
                unsolved.Add(new(one.Check.Name, one.Check.Expression, solver.CanTell(one.Parsed)));
                continue;
            }

            if (expanded.Count == 0)
            {
                contradictions.Add(Contradiction(table, [one], "it is false for every row"));
            }

            branches = [.. branches.SelectMany(a => expanded.Select(b => a.AddRange(b)))];
            foreach (Expression left in expanded.SelectMany(static b => b).Distinct().Where(a => !solver.IsUnderstood(a)))
            {
                unsolved.Add(new(one.Check.Name, one.Check.Expression, solver.CanTell(left)));
            }
        }

        List<RowBranch> solved = [];
        string reason = string.Empty;
        foreach (ImmutableArray<Expression> branch in branches)
        {
            if (solver.Solve(branch, out string why) is { } made)
            {
                solved.Add(made);
            }
            else
            {
                reason = why;
            }
        }

        if (solved.Count == 0 && branches.Count > 0)
        {
            contradictions.Add(Contradiction(table, group, reason));
        }

        return new(
            [.. group.SelectMany(static k => k.Columns).Distinct(StringComparer.Ordinal)],
            [.. solved],
            [.. group.Select(static k => k.Check)],
            [.. group.Select(static k => k.Parsed)]);
    }

    private static MakerRefusal Contradiction(Table table, List<Known> checks, string reason) => new(
        table.Name,
        string.Join(", ", checks.SelectMany(static k => k.Columns).Distinct(StringComparer.Ordinal)),
        $"no row passes {(checks.Count == 1 ? "the check" : "the checks")} {string.Join(", ", checks.Select(static k => k.Check.Name))}: {reason}",
        "Correct the checks, or leave the table out");

    private sealed record Known(CheckConstraint Check, Expression Parsed, ImmutableArray<string> Columns);
}
