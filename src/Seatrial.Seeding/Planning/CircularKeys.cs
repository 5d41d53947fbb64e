namespace Seatrial.Seeding.Planning;

/// <summary>Finds keys that are made of each other, so that none can be known first.</summary>
internal static class CircularKeys
{
    public static void Find(Planner planner)
    {
        HashSet<(TablePlan, int)> done = [];
        foreach (Schema.Table table in planner.Tables)
        {
            TablePlan plan = planner.PlanOf(table.Name);
            foreach (int column in plan.Written)
            {
                if (IsCircular((plan, column), done, []))
                {
                    planner.Refuse(table.Name, table.Columns[column].Name, "its value is that of a column which in the end gets its value from this one.", "Make one of the columns on the way nullable, or leave one of the tables out.");
                    return;
                }
            }
        }
    }

    private static bool IsCircular((TablePlan Table, int Column) cell, HashSet<(TablePlan, int)> done, HashSet<(TablePlan, int)> path)
    {
        if (done.Contains(cell) || cell.Table[cell.Column] is not { } source)
        {
            return false;
        }

        if (!path.Add(cell))
        {
            return true;
        }

        bool isCircular = source.Needs.Where(n => n != cell).Any(n => IsCircular(n, done, path));
        path.Remove(cell);
        done.Add(cell);
        return isCircular;
    }
}
