using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Seatrial.Load;

/// <summary>A table with ratios against the first row, for people; the raw runs, for programs.</summary>
internal sealed class Report(string name, int runs, IReadOnlyList<Measurement> rows, IReadOnlyList<string> missing)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task WriteAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        folder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.md"), ToMarkdown(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.json"), ToJson() + "\n", cancellationToken);
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        var first = rows[0];
        text.AppendLine(CultureInfo.InvariantCulture, $"# {name}\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{runs} runs of each, in turn, after one that is not counted.\n");
        text.AppendLine("| | median | min | max | × | peak memory | × |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var row in rows)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Median:0} ms | {row.Least:0} ms | {row.Most:0} ms | {row.Median / first.Median:0.00} | {Memory(row)} | {row.PeakMegabytes / first.PeakMegabytes:0.00} |");
        }

        text.AppendLine();
        foreach (var reason in missing)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Not measured: {reason}\n");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Machine.Describe()}");
        return text.ToString();
    }

    private static string Memory(Measurement row) =>
        row.PeakMegabytes is { } megabytes
            ? string.Create(CultureInfo.InvariantCulture, $"{megabytes:0} MB")
            : "not measured";

    private string ToJson() => JsonSerializer.Serialize(
        new
        {
            Name = name,
            Machine = Machine.Describe(),
            Runs = runs,
            Rows = rows.Select(r => new { r.Name, r.Median, r.Least, r.Most, r.PeakMegabytes, r.Milliseconds }),
            Missing = missing,
        },
        Indented);
}
