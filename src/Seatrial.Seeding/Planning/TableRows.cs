using Seatrial.Seeding.Checks;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Planning;

/// <summary>What rows of a table should be like beyond what its structure says.</summary>
internal static class TableRows
{
    /// <summary>The rules for rows: checks, domains, bounds of partitions, and the order of times that production keeps, where no check speaks against it.</summary>
    public static (Table Table, RowRuleSet Rules) Rules(Planner planner, TablePlan plan)
    {
        Table table = plan.Table;
        Table bounded = Partitions.WithBounds(planner.Schema, table);
        RowRuleSet rules = planner.Makers.RulesOf(bounded);
        if (plan.Outside.Count > 0)
        {
            bounded = bounded with { Checks = bounded.Checks.AddRange(plan.Outside) };
            rules = planner.Makers.ReadRules(bounded);
        }

        if (planner.Profile.Find(table.Name)?.TimeOrders is not { IsEmpty: false } orders)
        {
            return (bounded, rules);
        }

        Table ordered = bounded with { Checks = bounded.Checks.AddRange(orders.Where(o => Has(table, o)).Select(static o => new CheckConstraint($"{o.Before} comes before {o.After}", $"({Name(o.Before)} <= {Name(o.After)})"))) };
        RowRuleSet more = planner.Makers.ReadRules(ordered);
        return more.Contradictions.IsEmpty && more.Unsolved.Length == rules.Unsolved.Length ? (ordered, more) : (bounded, rules);
    }

    private static bool Has(Table table, TimeOrder order) => table.Columns.Any(c => c.Name == order.Before) && table.Columns.Any(c => c.Name == order.After);

    private static string Name(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
