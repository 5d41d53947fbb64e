using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Decides the columns that no key has decided.</summary>
internal static class FreeColumns
{
    /// <summary>Decides them for a table of which all keys and foreign keys are decided.</summary>
    public static void Decide(Planner planner, TablePlan plan)
    {
        (Table table, RowRuleSet rules) = TableRows.Rules(planner, plan);
        RuleChecks.Judge(planner, table, rules);
        plan.Optional = OptionalReferences.Of(planner, plan, rules);
        plan.Trial = Trials.Of(planner.Schema, plan, rules);
        foreach (int index in Referenced(planner, plan))
        {
            Alone(planner, plan, index, rules);
        }

        HashSet<string> given = [.. plan.Written.Where(i => plan[i] is not null).Select(i => plan.Table.Columns[i].Name)];
        switch (planner.Makers.RowsOf(table, rules, planner.Settings.Seed, given))
        {
            case RowMakerResult.Made made:
                plan.Notes.AddRange(made.Notes);
                plan.Others = made.Maker;
                break;
            case RowMakerResult.Refused refused:
                foreach (MakerRefusal refusal in refused.Refusals)
                {
                    planner.Refuse(refusal.Table, refusal.Column, refusal.Reason + ".", refusal.Advice + ".");
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The columns that others point at or that rows are found by, and that are still open: they must be known without the rest of the row.</summary>
    private static IEnumerable<int> Referenced(Planner planner, TablePlan plan)
    {
        IEnumerable<int> pointedAt = planner.Tables.SelectMany(static t => t.ForeignKeys).Where(k => k.Target == plan.Name).SelectMany(static k => k.TargetColumns).Distinct(StringComparer.Ordinal).Select(plan.IndexOf);
        return [.. pointedAt.Concat(plan.Key).Distinct().Where(i => plan[i] is null && plan.Table.Columns[i].IsWritable)];
    }

    private static void Alone(Planner planner, TablePlan plan, int index, RowRuleSet rules)
    {
        Column column = plan.Table.Columns[index];
        switch (planner.Makers.For(plan.Table, column, rules.RuleOf(column.Name)))
        {
            case ValueMakerResult.Made made:
                plan[index] = new ColumnSource.Free(made.Maker, CellKey.Of(planner.Settings.Seed, plan.Name.Schema, plan.Name.Name, column.Name));
                break;
            case ValueMakerResult.Refused refused:
                planner.Refuse(plan.Name, column.Name, refused.Refusal.Reason + ".", refused.Refusal.Advice + ".");
                break;
            default:
                break;
        }
    }
}
