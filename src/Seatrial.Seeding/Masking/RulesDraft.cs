using System.Globalization;
using System.Text;
using Seatrial.Core;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Masking;

/// <summary>A file of rules to begin with: a rule for every column, by its name and by some of its values, none of which is written.</summary>
/// <param name="source">The database.</param>
internal sealed class RulesDraft(IMaskSource source)
{
    private const int Sampled = 1000;

    /// <summary>Writes it.</summary>
    /// <exception cref="SeatrialException">Something could not be read.</exception>
    public async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        DatabaseSchema schema = await source.BeginAsync(cancellationToken);
        Table[] tables = [.. schema.Tables.Where(MaskPlanner.IsTaken)];
        ColumnGroups groups = new(tables.SelectMany(static t => t.ForeignKeys.Select(f => new MaskLink(t.Name, f.Columns, f.Target, f.TargetColumns, IsVirtual: false))));
        StringBuilder text = new("# A draft: read every line. What stands here goes for `seatrial seed mask` and `seatrial seed subset`.\ntables:\n");
        foreach (Table table in tables)
        {
            bool isAlone = tables.Count(t => t.Name.Name == table.Name.Name) == 1 && !table.Name.Name.Contains('.', StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"  {Key(isAlone ? table.Name.Name : table.Name.ToString())}:");
            IReadOnlyDictionary<string, List<string>> values = await source.SampleAsync(table, Sampled, cancellationToken);
            StringBuilder columns = new();
            bool isRuled = false;
            foreach (Column column in table.Columns.Where(static c => c.IsWritable))
            {
                Planning.ColumnName name = new(table.Name, column.Name);
                if (groups.IsPointing(name) && groups.NameOf(name) is var main && main != name)
                {
                    columns.Append(CultureInfo.InvariantCulture, $"    # {OneLine(column.Name)}: as {OneLine(main.ToString())}\n");
                    continue;
                }

                MaskSuggestion suggested = MaskSuggestion.Of(schema, table, column, groups, values[column.Name]);
                columns.Append(CultureInfo.InvariantCulture, $"    {Key(column.Name)}: {suggested.Text}  # {suggested.Why}\n");
                isRuled = true;
            }

            text.Append(isRuled ? "\n" : " {}\n").Append(columns);
        }

        return text.ToString();
    }

    private static string Key(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') && name is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off")
            ? name
            : $"\"{string.Concat(name.Select(static c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))}\"";

    private static string OneLine(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c));
}
