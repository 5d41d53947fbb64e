using Seatrial.Seeding.Postgres;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Profiling;

/// <summary>
/// Whose the rows of a table are: of the people, or whatever stands for them, whom its foreign keys lead to. Where they lead
/// to none, each row is a subject of its own.
/// </summary>
/// <param name="schema">The structure.</param>
internal sealed class Subjects(DatabaseSchema schema)
{
    private const int Farthest = 3;

    /// <summary>An expression that tells the subject of a row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The name that rows go by.</param>
    /// <returns>The expression; the joins it needs, or nothing.</returns>
    public (string Expression, string Joins) Of(Table table, string row)
    {
        if (IsOfPeople(table))
        {
            return (Key(table, row), string.Empty);
        }

        Queue<(Table At, string Row, string Joins, int Distance)> open = new([(table, row, string.Empty, 0)]);
        HashSet<ObjectName> seen = [table.Name];
        while (open.TryDequeue(out (Table At, string Row, string Joins, int Distance) place))
        {
            foreach (ForeignKey key in place.At.ForeignKeys.Where(k => seen.Add(k.Target)))
            {
                if (schema.Find(key.Target) is not { } target || place.Distance == Farthest)
                {
                    continue;
                }

                string next = $"s{place.Distance + 1}_{seen.Count}";
                string match = string.Join(" and ", key.Columns.Select((c, i) => $"{place.Row}.{PostgresText.Name(c)} = {next}.{PostgresText.Name(key.TargetColumns[i])}"));
                string joins = $"{place.Joins} left join {PostgresText.Name(target.Name)} {next} on {match}";
                if (IsOfPeople(target))
                {
                    return (Key(target, next), joins);
                }

                open.Enqueue((target, next, joins, place.Distance + 1));
            }
        }

        return ($"{row}.ctid::text", string.Empty);
    }

    /// <summary>Whether a table's rows are people: it has their names, addresses or secrets.</summary>
    private static bool IsOfPeople(Table table) =>
        table.PrimaryKey is not null && table.Columns.Any(static c => Meanings.Of(c) is "email" or "first-name" or "last-name" or "username" or "birth-date" or "national-id" or "phone" or "full-name");

    private static string Key(Table table, string row) => $"concat_ws('|', {string.Join(", ", table.PrimaryKey!.Parts.Select(p => $"{row}.{PostgresText.Name(p.Column!)}::text"))})";
}
