using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Checks;

/// <summary>Finds who makes the rows of a table.</summary>
internal static class RowMakers
{
    /// <summary>Makes the cells of rows that nobody else makes, so that the whole row passes the checks.</summary>
    /// <param name="schema">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="profile">What is known of it, or null.</param>
    /// <param name="rules">What its checks ask.</param>
    /// <param name="settings">What all makers of the run share.</param>
    /// <param name="seed">The seed of the whole.</param>
    /// <param name="given">The columns that are given: keys, foreign keys, unique ones.</param>
    public static RowMakerResult For(DatabaseSchema schema, Table table, TableProfile? profile, RowRuleSet rules, MakerSettings settings, ulong seed, IReadOnlySet<string> given)
    {
        List<MakerRefusal> refusals = [.. rules.Contradictions];
        List<string> notes = [];
        IValueMaker? Maker(Column column, ColumnRule? rule, List<MakerRefusal> into)
        {
            switch (ValueMakers.For(schema, table, column, profile?.Find(column.Name), rule, settings))
            {
                case ValueMakerResult.Made made:
                    if (made.Note is { } note && !notes.Contains(note))
                    {
                        notes.Add(note);
                    }

                    return made.Maker;
                case ValueMakerResult.Refused refused:
                    into.Add(refused.Refusal);
                    return null;
                default:
                    return null;
            }
        }

        bool IsOurs(Column column) => column.IsWritable && !given.Contains(column.Name);
        HashSet<string> ruled = [.. rules.Groups.SelectMany(static g => g.Columns)];
        List<(int, IValueMaker)> free = [];
        for (int i = 0; i < table.Columns.Length; i++)
        {
            Column column = table.Columns[i];
            if (IsOurs(column) && !ruled.Contains(column.Name) && Maker(column, null, refusals) is { } maker)
            {
                free.Add((i, maker));
            }
        }

        List<RowMaker.Group> groups = [];
        foreach (RowRuleGroup group in rules.Groups)
        {
            List<RowMaker.Branch> branches = [];
            List<MakerRefusal> reasons = [];
            foreach (RowBranch branch in group.Branches)
            {
                if (Branch(table, branch, group, IsOurs, (c, r) => Maker(c, r, reasons)) is { } made)
                {
                    branches.Add(made with { Weight = Weight(table, profile, branch) });
                }
            }

            if (branches.Count > 0)
            {
                groups.Add(new(group, branches, CellKey.Of(seed, table.Name.Schema, table.Name.Name, "checks", string.Join(',', group.Columns))));
            }
            else
            {
                refusals.AddRange(reasons.Where(r => !refusals.Contains(r)));
            }
        }

        CellKey[] keys = [.. table.Columns.Select(c => CellKey.Of(seed, table.Name.Schema, table.Name.Name, c.Name))];
        return refusals.Count > 0 ? new RowMakerResult.Refused([.. refusals.Distinct()]) : new RowMakerResult.Made(new RowMaker(new EvaluatedRow(schema, table, settings.Midnight + (CellAxis.Day / 2)), keys, free, groups), [.. notes]);
    }

    private static RowMaker.Branch? Branch(Table table, RowBranch branch, RowRuleGroup group, Func<Column, bool> isOurs, Func<Column, ColumnRule?, IValueMaker?> makerOf)
    {
        List<string> order = Order(table, branch, group, isOurs);
        List<RowMaker.Step> steps = [];
        HashSet<string> known = [.. group.Columns.Where(c => !order.Contains(c))];
        foreach (string name in order)
        {
            Column column = table.Column(name);
            if (makerOf(column, branch.Rules.GetValueOrDefault(name)) is not { } maker)
            {
                return null;
            }

            known.Add(name);
            Side[] sides = [.. branch.Relations.Where(r => r.Columns.Contains(name, StringComparer.Ordinal) && r.Columns.All(known.Contains)).Select(r => r.Sides.FirstOrDefault(s => s.Column == name)).Where(static s => s is not null).Select(static s => s!)];
            steps.Add(new(table.Columns.IndexOf(column), maker, sides, [.. branch.Projections.Where(p => p.Column == name).Select(static p => p.Function)]));
        }

        return new(branch, [.. steps], 1) { Given = [.. branch.Conditions.Where(c => c.Columns().All(n => !order.Contains(n)))] };
    }

    /// <summary>The columns in their order, but what is computed of others behind them.</summary>
    private static List<string> Order(Table table, RowBranch branch, RowRuleGroup group, Func<Column, bool> isOurs)
    {
        List<string> order = [];
        HashSet<string> open = [];
        void Visit(string name)
        {
            if (order.Contains(name) || !open.Add(name))
            {
                return;
            }

            foreach (Relation relation in branch.Relations.Where(r => r.Sides.Any(s => s.Column == name && s.IsPlain && s.Operator == "=" && s.Right is not Expression.Column)))
            {
                foreach (string other in relation.Columns)
                {
                    Visit(other);
                }
            }

            order.Add(name);
        }

        foreach (Column column in table.Columns.Where(c => group.Columns.Contains(c.Name, StringComparer.Ordinal)))
        {
            Visit(column.Name);
        }

        return [.. order.Where(n => isOurs(table.Column(n)))];
    }

    /// <summary>How often rows are in a branch, by what is known of the columns that decide it.</summary>
    private static double Weight(Table table, TableProfile? profile, RowBranch branch)
    {
        double weight = 1;
        foreach ((string name, ColumnRule rule) in branch.Rules)
        {
            ColumnProfile? known = profile?.Find(name);
            double nulls = known?.NullFraction ?? (table.Column(name).IsNullable ? 0.5 : 0);
            weight *= rule.Nulls switch { NullRule.Always => nulls, NullRule.Never => 1 - nulls, _ => 1 };
            if (rule.Allowed is { } allowed && known?.Shape is ValueShape.Categories categories)
            {
                weight *= categories.Values.Where(c => allowed.Any(a => LiteralText.Of(a) == c.Value)).Sum(static c => c.Share);
            }
        }

        return weight;
    }
}
