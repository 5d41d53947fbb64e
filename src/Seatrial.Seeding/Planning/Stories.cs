using System.Collections.Immutable;
using Seatrial.Project.Seeding;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>Gives rows that are wanted by name a place: the first rows of their tables, with what is told of them.</summary>
internal sealed class Stories
{
    private readonly Planner _planner;
    private readonly Dictionary<string, (TablePlan Table, long Row)> _rows = new(StringComparer.Ordinal);

    private Stories(Planner planner) => _planner = planner;

    public static ImmutableArray<PlannedStory> Decide(Planner planner) =>
        [.. (planner.Settings.Rules?.Stories ?? []).Select(story => new Stories(planner).Decide(story))];

    private PlannedStory Decide(SeedStory story)
    {
        var rows = ImmutableArray.CreateBuilder<(string, ObjectName, long)>();
        foreach (SeedStoryRow row in story.Rows)
        {
            string? place = row.Span.Line > 0 ? row.Span.ToString() : null;
            if (_planner.Wanted.Named(row.Table) is not { } table)
            {
                continue;
            }

            if (_planner.Find(table.Name) is not { } plan)
            {
                _planner.Refuse(new(table.Name, null, $"story {story.Name} wants a row of it, and it gets none.", "Take the row out of the story, or `skip` off the table.") { Place = place });
                continue;
            }

            long number = plan.ToldRows++;
            if (number >= plan.Rows)
            {
                _planner.Refuse(new(table.Name, null, $"stories want {plan.ToldRows} rows of it, and it gets {plan.Rows}.", "Give it more rows.") { Place = place });
                continue;
            }

            foreach (SeedStoryCell cell in row.Cells)
            {
                Tell(plan, number, cell, cell.Span.Line > 0 ? cell.Span.ToString() : null);
            }

            _rows[row.Name] = (plan, number);
            rows.Add((row.Name, table.Name, number));
        }

        return new(story.Name, rows.ToImmutable());
    }

    private void Tell(TablePlan plan, long row, SeedStoryCell cell, string? place)
    {
        if (cell.Row is not null)
        {
            Point(plan, row, cell, place);
            return;
        }

        if (plan.Table.Columns.FirstOrDefault(c => c.Name == cell.Column) is not { } column)
        {
            _planner.Refuse(RulesInForce.NoColumn(plan.Table, cell.Column, place));
            return;
        }

        int index = plan.IndexOf(column.Name);
        string? why = !column.IsWritable ? "the database computes it."
            : plan.Key.Contains(index) ? "rows are found again by it, so Seatrial chooses it."
            : cell.Value is null && !column.IsNullable ? "it takes no null."
            : null;
        CellValue value = cell.Value is null ? CellValue.Null : CellText.Read(_planner.Schema, column.Type, SeedDays.Of(cell.Value, _planner.Settings.Today));
        why ??= cell.Value is not null && value.IsNull ? $"`{cell.Value}` is no {column.Type.Text}." : null;
        if (why is not null)
        {
            _planner.Refuse(new(plan.Name, column.Name, $"a story cannot say what stands in it: {why}", "Take it out of the story, or say something else.") { Place = place });
            return;
        }

        plan.Told[(row, index)] = () => value;
    }

    private void Point(TablePlan plan, long row, SeedStoryCell cell, string? place)
    {
        if (!_rows.TryGetValue(cell.Row!, out (TablePlan Table, long Row) target))
        {
            return;
        }

        ForeignKey[] keys = [.. plan.Table.ForeignKeys.Where(k => k.Target == target.Table.Name)];
        ForeignKey[] named = [.. keys.Where(k => k.Columns.Contains(cell.Column, StringComparer.Ordinal))];
        named = named.Length > 0 ? named : cell.Column == target.Table.Name.Name || cell.Column == cell.Row || cell.Column == target.Table.Name.ToString() ? keys : [];
        if (named.Length != 1)
        {
            string remedy = keys.Length == 0 ? $"It has no foreign key to {target.Table.Name}; a rule `references` makes one." : $"Write one of its columns: {string.Join(", ", keys.SelectMany(static k => k.Columns).Distinct(StringComparer.Ordinal))}.";
            _planner.Refuse(new(plan.Name, cell.Column, $"it does not say which foreign key points at {target.Table.Name}.", remedy) { Place = place });
            return;
        }

        if (named[0].Columns.Any(c => plan.Key.Contains(plan.IndexOf(c))))
        {
            _planner.Refuse(new(plan.Name, cell.Column, "a story cannot say what it points at: rows are found again by it, so Seatrial chooses it.", "Take it out of the story.") { Place = place });
            return;
        }

        for (int i = 0; i < named[0].Columns.Length; i++)
        {
            int there = target.Table.IndexOf(named[0].TargetColumns[i]);
            plan.Told[(row, plan.IndexOf(named[0].Columns[i]))] = () => target.Table.Cell(there, target.Row);
        }
    }
}
