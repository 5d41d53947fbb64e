using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Masking;

/// <summary>Reads a file of rules for masking. Whether they fit a database is not known here.</summary>
public sealed class MaskRulesReader
{
    private const int MostChildren = 1_000_000;

    private readonly Action<Diagnostic> _report;

    private MaskRulesReader(Action<Diagnostic> report) => _report = report;

    /// <summary>Reads it.</summary>
    /// <param name="file">The path shown in diagnostics.</param>
    /// <param name="text">The text.</param>
    /// <param name="report">Takes what is found.</param>
    /// <returns>The rules; null after an error.</returns>
    public static MaskRules? Read(string file, string text, Action<Diagnostic> report)
    {
        bool failed = false;
        void Report(Diagnostic diagnostic)
        {
            failed |= diagnostic.Severity == DiagnosticSeverity.Error;
            report(diagnostic);
        }

        MaskRules? rules = YamlReader.Read(file, text, Report) is { } root ? new MaskRulesReader(Report).Bind(root) : null;
        return failed ? null : rules;
    }

    private MaskRules Bind(DocumentNode root)
    {
        MapReader reader = MapReader.Of(root, "the rules for masking", _report);
        string locale = reader.Text("locale") ?? "en";
        _ = reader.Required("tables", "Say what becomes of every column; `seatrial seed mask --from URL --suggest FILE` writes a draft.");
        MaskRules rules = new(
            locale,
            [.. reader.Entries("tables").Select(Table)],
            [.. References(reader)],
            reader.Child("subset", "`subset`") is { } subset ? Subset(subset) : null);
        reader.Finish();
        return rules;
    }

    private MaskedTable Table(MappingEntry entry)
    {
        if (entry.Value is DocumentNode.Scalar { Text: "skip" })
        {
            return new(entry.Key.Text, IsSkipped: true, [], entry.Key.Span);
        }

        MapReader columns = MapReader.Of(entry.Value, $"the table `{entry.Key.Text}`", _report);
        MaskRuleBinder binder = new(_report);
        return new(
            entry.Key.Text,
            IsSkipped: false,
            [.. columns.Map.Entries.Select(e => binder.Bind(e) is { } rule ? new MaskedColumn(e.Key.Text, rule, e.Key.Span) : null).OfType<MaskedColumn>()],
            entry.Key.Span);
    }

    private static IEnumerable<MaskReference> References(MapReader reader)
    {
        if (reader.Node("references") is not { } node)
        {
            yield break;
        }

        foreach (DocumentNode item in node is DocumentNode.Sequence list ? list.Items : [node])
        {
            string text = (item as DocumentNode.Scalar)?.Text ?? string.Empty;
            string[] sides = text.Split("->", StringSplitOptions.TrimEntries);
            int[] points = [.. sides.Select(static s => s.LastIndexOf('.'))];
            if (sides.Length != 2 || points.Any(static p => p < 1) || sides.Any(static s => s.EndsWith('.')))
            {
                reader.Report("ST1245", item.Span, $"{(text.Length > 0 ? $"`{text}`" : "This")} does not say which column points at which.", "Write both with their tables: `audit.customer -> customer.id`.");
                continue;
            }

            yield return new(sides[0][..points[0]], sides[0][(points[0] + 1)..], sides[1][..points[1]], sides[1][(points[1] + 1)..], item.Span);
        }
    }

    private SubsetRules Subset(MapReader reader)
    {
        SubsetRules rules = new(
            [.. reader.Entries("roots").Select(Root)],
            Children(reader),
            reader.Number("maxRows", SubsetRules.UsuallyMost, 1, 50_000_000));
        reader.Finish();
        return rules;
    }

    private static ImmutableDictionary<string, int> Children(MapReader reader)
    {
        ImmutableDictionary<string, int>.Builder children = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (MappingEntry entry in reader.Entries("children"))
        {
            string text = (entry.Value as DocumentNode.Scalar)?.Text ?? string.Empty;
            int number = text switch { "all" => int.MaxValue, "none" => 0, _ => -1 };
            if (number >= 0 || (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) && number <= MostChildren))
            {
                children[entry.Key.Text] = number;
                continue;
            }

            reader.Report("ST1246", entry.Value.Span, $"{(text.Length > 0 ? $"`{text}`" : "This")} does not say how many rows of `{entry.Key.Text}` come along with each row that they point at.", "Write `all`, `none`, or a number.");
        }

        return children.ToImmutable();
    }

    private SubsetRoot Root(MappingEntry entry)
    {
        MapReader reader = MapReader.Of(entry.Value, $"the root `{entry.Key.Text}`", _report);
        List<(string Column, ImmutableArray<string> Values)> where = [];
        foreach (MappingEntry condition in reader.Entries("where"))
        {
            ImmutableArray<string> values = [.. (condition.Value is DocumentNode.Sequence list ? list.Items : [condition.Value]).OfType<DocumentNode.Scalar>().Where(static s => s.Kind != ScalarKind.Null).Select(static s => s.Text)];
            int wanted = condition.Value is DocumentNode.Sequence all ? all.Items.Length : 1;
            if (values.IsEmpty || values.Length != wanted)
            {
                reader.Report("ST1247", condition.Value.Span, $"`{condition.Key.Text}` is compared with {condition.Value.Describe()}.", "Write a value or a list of values: `country: Germany`, `country: [Germany, France]`.");
                continue;
            }

            where.Add((condition.Key.Text, values));
        }

        int limit = reader.Number("limit", int.MaxValue, 1, int.MaxValue);
        reader.Finish();
        return new(entry.Key.Text, [.. where], limit == int.MaxValue ? null : limit, entry.Key.Span);
    }
}
