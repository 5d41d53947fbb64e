using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Seeding;

/// <summary>Reads what is wanted of a column.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class SeedColumnBinder(Action<Diagnostic> report)
{
    private static readonly string[] Contents = ["value", "oneOf", "range", "pattern", "as", "references"];
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    public SeedColumnRule Bind(MappingEntry entry)
    {
        MapReader reader = MapReader.Of(entry.Value, $"the column `{entry.Key.Text}`", report);
        MappingEntry[] said = [.. reader.Map.Entries.Where(static e => Contents.Contains(e.Key.Text, StringComparer.Ordinal))];
        if (said.Length > 1)
        {
            reader.Report("ST1212", said[1].Key.Span, $"{reader.What} has `{said[0].Key.Text}` and `{said[1].Key.Text}`, and both say what stands in it.", "Keep one of them.");
        }

        SeedColumnRule rule = new(entry.Key.Text)
        {
            Span = entry.Key.Span,
            Nulls = SeedRulesBinder.Number(reader, "nulls", 0, 1, "It is the share of rows without a value, from 0 to 1: 0.1 for every tenth."),
            IsUnique = reader.Flag("unique", otherwise: false),
        };
        rule = References(reader, Meaning(reader, Pattern(reader, Range(reader, OneOf(reader, Value(reader, rule))))));
        reader.Finish();
        return rule;
    }

    private static SeedColumnRule Value(MapReader reader, SeedColumnRule rule) => reader.Node("value") switch
    {
        null => rule,
        DocumentNode.Scalar { Kind: ScalarKind.Null } => rule with { Nulls = 1 },
        var node => reader.TextOf(node, "value") is { } text ? rule with { Choices = [new(text, 1)], Nulls = rule.Nulls ?? 0 } : rule,
    };

    private static SeedColumnRule OneOf(MapReader reader, SeedColumnRule rule)
    {
        if (reader.Node("oneOf") is not { } node)
        {
            return rule;
        }

        ImmutableArray<SeedChoice> choices = node switch
        {
            DocumentNode.Sequence list => [.. list.Items.Select(i => reader.TextOf(i, "oneOf")).OfType<string>().Select(static t => new SeedChoice(t, 1))],
            DocumentNode.Mapping map => [.. map.Entries.Select(static e => new SeedChoice(e.Key.Text, Weight(e.Value)))],
            _ => [],
        };
        if (choices.IsEmpty || choices.Any(static c => !(c.Weight is > 0 and <= 1e12)))
        {
            reader.Report("ST1213", node.Span, $"`oneOf` of {reader.What} is no list of values, and no map of values with weights above 0.", "Write `oneOf: [open, paid]`, or `oneOf: { open: 1, paid: 9 }`.");
            return rule;
        }

        return rule with { Choices = choices };
    }

    private static double Weight(DocumentNode node) =>
        node is DocumentNode.Scalar { Kind: ScalarKind.Integer or ScalarKind.Number } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) ? weight : 0;

    private static SeedColumnRule Range(MapReader reader, SeedColumnRule rule)
    {
        if (reader.Node("range") is not { } node)
        {
            return rule;
        }

        string?[] ends = node is DocumentNode.Sequence { Items.Length: 2 } list ? [.. list.Items.Select(End)] : [];
        bool isNumber = ends.Length == 2 && decimal.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        bool isUpward = ends is [{ } low, { } high]
            && (isNumber
                ? decimal.TryParse(high, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal most) && decimal.Parse(low, NumberStyles.Float, CultureInfo.InvariantCulture) <= most
                : IsOfToday(low) != IsOfToday(high) || string.CompareOrdinal(SeedDays.Of(low, Epoch), SeedDays.Of(high, Epoch)) <= 0);
        if (!isUpward)
        {
            reader.Report("ST1214", node.Span, $"`range` of {reader.What} is not a least and a greatest value.", "Write `range: [1, 100]`, `range: [2024-01-01, 2024-12-31]` or `range: [today - 30d, today]`.");
            return rule;
        }

        return rule with { Low = ends[0], High = ends[1] };
    }

    private static bool IsOfToday(string end) => SeedDays.Of(end, Epoch) != end;

    private static string? End(DocumentNode node) => node is DocumentNode.Scalar { Kind: not (ScalarKind.Null or ScalarKind.Boolean), Text.Length: > 0 } scalar ? scalar.Text : null;

    private static SeedColumnRule Pattern(MapReader reader, SeedColumnRule rule)
    {
        if (reader.Text("pattern") is not { } pattern)
        {
            return rule;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return rule with { Pattern = pattern };
        }
        catch (ArgumentException exception)
        {
            reader.Report("ST1215", reader.Node("pattern")!.Span, $"`{pattern}` is not a regular expression: {exception.Message}", "Write for example `pattern: '[A-Z]{2}-[0-9]{6}'`; it is about the whole text.");
            return rule;
        }
    }

    private static SeedColumnRule Meaning(MapReader reader, SeedColumnRule rule)
    {
        if (reader.Text("as") is not { } meaning)
        {
            return rule;
        }

        if (!SeedMeanings.All.Contains(meaning, StringComparer.Ordinal))
        {
            reader.Report("ST1216", reader.Node("as")!.Span, $"Nothing is known of `{meaning}`.", Nearest.To(meaning, SeedMeanings.All) is { } near ? $"Did you mean `{near}`?" : $"One of: {string.Join(", ", SeedMeanings.All)}.");
            return rule;
        }

        return rule with { Meaning = meaning };
    }

    private static SeedColumnRule References(MapReader reader, SeedColumnRule rule)
    {
        if (reader.Text("references") is not { } written)
        {
            return rule;
        }

        int dot = written.LastIndexOf('.');
        if (dot <= 0 || dot == written.Length - 1)
        {
            reader.Report("ST1219", reader.Node("references")!.Span, $"`{written}` is not a column of a table.", "Write `references: customer.id`.");
            return rule;
        }

        return rule with { Table = written[..dot], TableColumn = written[(dot + 1)..] };
    }
}
