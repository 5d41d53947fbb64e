using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Loading;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Flows;

/// <summary>Binds <c>data:</c>, the rows a flow is run with: written in place, or in a file of CSV, JSON or YAML.</summary>
/// <param name="names">The names every flow can use; no column may hide one.</param>
/// <param name="sources">Where files are read.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class DataBinder(NameTable names, ProjectSources sources, Action<Diagnostic> report)
{
    private const int Most = 10_000;
    private const int LongestName = 60;

    /// <summary>The file the rows came from, if any.</summary>
    public string? File { get; private set; }

    /// <summary>Binds the rows.</summary>
    /// <param name="node">What stands under <c>data:</c>.</param>
    public ImmutableArray<DataRow> Bind(DocumentNode node)
    {
        (DocumentNode rows, string? column) = (node, null);
        if (node is DocumentNode.Mapping map)
        {
            MapReader reader = new(map, "`data`", report);
            column = reader.Text("name");
            DocumentNode? from = reader.Node("file") ?? reader.Node("rows");
            reader.Finish();
            if (from is null)
            {
                Report("ST0420", map.Span, "`data` has no rows.", "Write `data: data/items.csv`, or `data: { rows: [{ sku: A-1 }, { sku: A-2 }] }`.");
                return [];
            }

            rows = from;
        }

        List<ImmutableSortedDictionary<string, JsonElement>>? read = null;
        string first = string.Empty;
        switch (rows)
        {
            case DocumentNode.Scalar file:
                read = ReadFile(file, out first);
                break;
            case DocumentNode.Sequence list:
                read = RowsOf(list, out first);
                break;
            default:
                Report("ST0420", rows.Span, $"`data` is a list of rows or a file, and this is {rows.Describe()}.", "Write `data: data/items.csv`, or `data: [{ sku: A-1 }, { sku: A-2 }]`.");
                break;
        }

        return read is null ? [] : Checked(read, column, first, rows.Span);
    }

    private ImmutableArray<DataRow> Checked(List<ImmutableSortedDictionary<string, JsonElement>> read, string? column, string first, SourceSpan span)
    {
        if (read.Count is 0 or > Most)
        {
            Report("ST0420", span, $"`data` has {read.Count:N0} rows.", $"Give it at least one and at most {Most:N0}.");
            return [];
        }

        string[] columns = [.. read[0].Keys];
        foreach (string name in columns)
        {
            if (names.KindOf(name) is { } taken)
            {
                Report("ST0405", span, $"The column `{name}` is {taken} already.", "Choose another name: names never hide one another.");
            }

            Identifiers.Check(new DocumentNode.Scalar(name, ScalarKind.Text, IsQuoted: true, span), "a column", report);
        }

        int odd = read.FindIndex(row => !row.Keys.SequenceEqual(columns, StringComparer.Ordinal));
        if (odd >= 0)
        {
            Report("ST0421", span, string.Create(CultureInfo.InvariantCulture, $"Row {odd + 1} has the columns {string.Join(", ", read[odd].Keys)}, and the first row has {string.Join(", ", columns)}."), "Give all rows the same columns; `null` stands for nothing.");
            return [];
        }

        if (column is not null && !columns.Contains(column, StringComparer.Ordinal))
        {
            Report("ST0421", span, $"The rows have no column `{column}` to take their names from.", $"They have: {string.Join(", ", columns)}.");
            return [];
        }

        HashSet<string> usedNames = new(StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<DataRow>(read.Count);
        foreach (ImmutableSortedDictionary<string, JsonElement> row in read)
        {
            string name = NameOf(new FlowValue(row[column ?? first]).ToText(), rows.Count + 1, usedNames);
            rows.Add(new(name, row.ToImmutableDictionary(static c => c.Key, static c => new FlowValue(c.Value), StringComparer.Ordinal)));
        }

        return rows.MoveToImmutable();
    }

    /// <summary>A row's name: what stands in its naming column, made fit for an id; a number behind it where another has it.</summary>
    private static string NameOf(string text, int number, HashSet<string> taken)
    {
        StringBuilder name = new();
        foreach (char c in text.Take(LongestName))
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-');
        }

        string wanted = name.ToString().Trim('-') is { Length: > 0 } fit ? fit : string.Create(CultureInfo.InvariantCulture, $"row-{number}");
        string unused = wanted;
        for (int again = 2; !taken.Add(unused); again++)
        {
            unused = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{again}");
        }

        return unused;
    }

    private List<ImmutableSortedDictionary<string, JsonElement>>? ReadFile(DocumentNode.Scalar file, out string first)
    {
        first = string.Empty;
        if (sources.Read(file) is not { } text)
        {
            return null;
        }

        File = file.Text;
        switch (Path.GetExtension(file.Text).ToUpperInvariant())
        {
            case ".CSV":
                return ReadCsv(file, text, out first);
            case ".YAML" or ".YML" or ".JSON":
                // JSON is YAML; read this way, its mistakes have a place, too.
                if (YamlReader.Read(file.Text, text, report) is not { } root)
                {
                    return null;
                }

                if (root is DocumentNode.Sequence list)
                {
                    return RowsOf(list, out first);
                }

                Report("ST0420", root.Span, $"A file of data is a list of rows, and this is {root.Describe()}.", "Begin each row with a dash.");
                return null;
            default:
                Report("ST0420", file.Span, $"`{file.Text}` is no kind of data file.", "Use .csv, .json or .yaml.");
                return null;
        }
    }

    private List<ImmutableSortedDictionary<string, JsonElement>>? ReadCsv(DocumentNode.Scalar file, string text, out string first)
    {
        first = string.Empty;
        CsvTable? table = CsvTable.TryParse(text, out CsvError? error);
        if (table is null)
        {
            Report("ST0422", new SourceSpan(file.Text, error!.Line, error.Column, 1), error.Message, "See RFC 4180: quote a field that holds commas, quotes or line breaks, and double the quotes in it.");
            return null;
        }

        first = table.Columns[0];
        return [.. table.Rows.Select(row => table.Columns.Select((name, i) => (name, i)).ToImmutableSortedDictionary(c => c.name, c => JsonValues.Text(row[c.i]), StringComparer.Ordinal))];
    }

    private List<ImmutableSortedDictionary<string, JsonElement>>? RowsOf(DocumentNode.Sequence list, out string first)
    {
        first = string.Empty;
        List<ImmutableSortedDictionary<string, JsonElement>> rows = [];
        foreach (DocumentNode item in list.Items)
        {
            if (item is not DocumentNode.Mapping { Entries.IsEmpty: false } row)
            {
                Report("ST0420", item.Span, $"A row of data is a map of columns, and this is {item.Describe()}.", "Write for example `- { sku: A-1, price: 12.50 }`.");
                return null;
            }

            first = first.Length == 0 ? row.Entries[0].Key.Text : first;
            rows.Add(row.Entries.ToImmutableSortedDictionary(
                static e => e.Key.Text,
                e => ValueBinder.Literal(e.Value, report),
                StringComparer.Ordinal));
        }

        return rows;
    }

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
