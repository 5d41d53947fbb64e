using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Seeding;

/// <summary>Reads files of rules. Which tables and columns there are is known only where there is a database.</summary>
/// <param name="report">Takes what is found.</param>
public sealed class SeedRulesBinder(Action<Diagnostic> report)
{
    private const double MostScale = 1_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for diagnostics.</param>
    /// <param name="text">What stands in it.</param>
    /// <returns>The rules; they are of use only when no error was reported.</returns>
    public SeedRules Read(string file, string text)
    {
        if (YamlReader.Read(file, text, report) is not { } root)
        {
            return new();
        }

        MapReader reader = MapReader.Of(root, "rules of seeding", report);
        SeedRules rules = new()
        {
            Locale = reader.Text("locale"),
            Tables = [.. reader.Entries("tables").Select(Table)],
            Stories = [.. reader.Entries("stories").Where(e => Identifiers.Check(e.Key, "a story", report)).Select(Story)],
        };
        reader.Finish();
        return rules;
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>; null after a report.</summary>
    internal static double? Number(MapReader reader, string key, double least, double most, string hint)
    {
        if (reader.Node(key) is not { } node)
        {
            return null;
        }

        if (node is DocumentNode.Scalar { Kind: ScalarKind.Integer or ScalarKind.Number } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most)
        {
            return number;
        }

        reader.Report("ST1210", node.Span, $"`{key}` of {reader.What} is no number that it can be.", hint);
        return null;
    }

    private SeedTableRule Table(MappingEntry entry)
    {
        MapReader reader = MapReader.Of(entry.Value, $"the table `{entry.Key.Text}`", report);
        long? rows = Number(reader, "rows", 1, int.MaxValue, "A whole number from 1; for none, write `skip: true`.") is { } count ? (long)count : null;
        double? scale = Number(reader, "scale", double.Epsilon, MostScale, "A number above 0, such as 0.1 or 20; for no rows, write `skip: true`.");
        bool isSkipped = reader.Flag("skip", otherwise: false);
        SeedTableRule rule = new(entry.Key.Text)
        {
            Rows = rows,
            Scale = scale,
            IsSkipped = isSkipped,
            Span = entry.Key.Span,
            Columns = [.. reader.Entries("columns").Select(new SeedColumnBinder(report).Bind)],
        };
        string[] said = [.. new[] { rows is null ? null : "rows", scale is null ? null : "scale", isSkipped ? "skip" : null }.OfType<string>()];
        if (said.Length > 1)
        {
            reader.Report("ST1211", entry.Key.Span, $"{reader.What} has `{said[0]}` and `{said[1]}`, and both say how many rows it gets.", "Keep one of them.");
        }

        reader.Finish();
        return rule;
    }

    private SeedStory Story(MappingEntry entry)
    {
        MapReader reader = MapReader.Of(entry.Value, $"the story `{entry.Key.Text}`", report);
        HashSet<string> told = new(StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<SeedStoryRow>();
        foreach (MappingEntry row in reader.Map.Entries.Where(e => Identifiers.Check(e.Key, "a row of a story", report)))
        {
            rows.Add(Row(row, told));
            told.Add(row.Key.Text);
        }

        if (rows.Count == 0)
        {
            reader.Report("ST1217", entry.Key.Span, $"{reader.What} has no rows.", "Name them, by table: `overdue: { customer: {}, invoice: { customer: $customer, due: today - 30d } }`.");
        }

        return new(entry.Key.Text, rows.ToImmutable());
    }

    private SeedStoryRow Row(MappingEntry entry, HashSet<string> told)
    {
        MapReader reader = MapReader.Of(entry.Value, $"the row `{entry.Key.Text}`", report);
        string table = reader.Text("$table") ?? entry.Key.Text;
        return new(entry.Key.Text, table)
        {
            Span = entry.Key.Span,
            Cells = [.. reader.Map.Entries.Where(static e => e.Key.Text != "$table").Select(e => Cell(reader, e, told)).OfType<SeedStoryCell>()],
        };
    }

    private static SeedStoryCell? Cell(MapReader reader, MappingEntry entry, HashSet<string> told)
    {
        if (entry.Value is not DocumentNode.Scalar value)
        {
            reader.Report("ST0202", entry.Value.Span, $"`{entry.Key.Text}` must be a value, and this is {entry.Value.Describe()}.", "Write a text, a number, true, false or null; a document is written as a text of JSON.");
            return null;
        }

        SeedStoryCell cell = new(entry.Key.Text, value.Kind == ScalarKind.Null ? null : value.Text) { Span = entry.Key.Span };
        if (value.IsQuoted || !value.Text.StartsWith('$'))
        {
            return cell;
        }

        string name = value.Text[1..];
        if (!told.Contains(name))
        {
            string hint = Nearest.To(name, told) is { } near ? $"Did you mean `${near}`?" : "A row points at rows above it in its story; a text that begins with `$` is written in quotes.";
            reader.Report("ST1218", value.Span, $"There is no row `{name}` above {reader.What}.", hint);
        }

        return cell with { Value = null, Row = name };
    }
}
