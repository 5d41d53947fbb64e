using System.Globalization;
using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Project.Masking;
using Seatrial.Seeding;

namespace Seatrial.Cli.Seeding;

/// <summary>Takes rows from production into another database, masked on the way: all, or a subset.</summary>
internal sealed class MaskVerb(CommandContext context, string from)
{
    public string? To { get; init; }

    public string? Rules { get; init; }

    public string? Suggest { get; init; }

    public string? Key { get; init; }

    public string? Run { get; init; }

    public bool IsDry { get; init; }

    public int? StatementTimeout { get; init; }

    /// <summary>The roots of a subset, as the command line has them; null when all rows are taken.</summary>
    public IReadOnlyList<string>? Roots { get; init; }

    public string? Json { get; init; }

    public async Task<CommandResult> RunAsync()
    {
        MaskSettings settings = new(Run ?? RunIds.New(context.Clock.GetUtcNow(), Guid.NewGuid())) { IsRehearsal = IsDry };
        settings = StatementTimeout is { } seconds ? settings with { StatementTimeout = TimeSpan.FromSeconds(seconds) } : settings;
        if (Suggest is not null)
        {
            return await SuggestAsync(Suggest, settings);
        }

        if (To is null || Rules is null)
        {
            context.TellError($"--to and --rules are needed: where masked rows go, and what becomes of every column. `{context.Program} seed mask --from URL --suggest mask.yaml` writes a draft of the rules.");
            return CommandResult.Usage;
        }

        if (await ReadRulesAsync(Rules) is not { } rules)
        {
            return CommandResult.Invalid;
        }

        if (WithRoots(rules) is not { } chosen || await MaskKeys.ReadAsync(context, Key) is not { } key)
        {
            return CommandResult.Usage;
        }

        return await MaskAsync(chosen, settings with { Key = key.Text, KeyPlace = key.Place }, To);
    }

    private async Task<CommandResult> MaskAsync(MaskRules rules, MaskSettings settings, string to)
    {
        long start = context.Clock.GetTimestamp();
        MaskSummary summary;
        using (LoadBar bar = new(context.Terminal, context.Clock))
        {
            bar.Begin();
            summary = await new SeedDatabase(SeedAddress.Parse("--from", from)).MaskAsync(SeedAddress.Parse("--to", to), rules, settings, bar, context.Stop);
        }

        TimeSpan elapsed = context.Clock.GetElapsedTime(start);
        await context.WriteJsonAsync(Json, writer => Write(writer, summary, elapsed));
        foreach (string refusal in summary.Refusals)
        {
            context.TellError(refusal);
        }

        if (!summary.Refusals.IsEmpty)
        {
            context.Terminal.Write(Line.Of(Tone.Bad, "✗ ").Plain("Nothing was taken."));
            return CommandResult.Invalid;
        }

        if (IsDry)
        {
            context.Terminal.Write(Line.Of(Tone.Good, "✓ ").Plain("Rows of every table were masked and taken, and taken back: all fit.").Soft($"  in {ReportText.Duration(elapsed)}"));
            return CommandResult.Passed;
        }

        Show(summary, elapsed);
        return CommandResult.Passed;
    }

    private async Task<CommandResult> SuggestAsync(string file, MaskSettings settings)
    {
        if (File.Exists(context.PathOf(file)))
        {
            context.TellError($"{file} is there already, and may hold what somebody decided. Name another file, or remove it.");
            return CommandResult.Usage;
        }

        string text = await new SeedDatabase(SeedAddress.Parse("--from", from)).SuggestMaskAsync(settings, context.Stop);
        await SeedFiles.WriteAsync(context, file, text);
        context.Terminal.Write(Line.Of(Tone.Good, "✓ ").Plain($"{file}: a rule for every column, by its name and some of its values. Read every line: what is kept is kept."));
        return CommandResult.Passed;
    }

    private async Task<MaskRules?> ReadRulesAsync(string file)
    {
        string path = context.PathOf(file);
        if (!File.Exists(path))
        {
            context.TellError($"There is no {file}. `{context.Program} seed mask --from URL --suggest {file}` writes a draft.");
            return null;
        }

        string text = await File.ReadAllTextAsync(path, context.Stop);
        List<Diagnostic> found = [];
        MaskRules? rules = MaskRulesReader.Read(file, text, found.Add);
        foreach (Diagnostic diagnostic in found)
        {
            ProjectFolder.Tell(diagnostic, new Dictionary<string, string>(StringComparer.Ordinal) { [file] = text }, context.Errors);
        }

        return rules;
    }

    /// <summary>The rules with the roots of the command line instead of their own; null after it was told why not.</summary>
    private MaskRules? WithRoots(MaskRules rules)
    {
        if (Roots is null)
        {
            return rules with { Subset = null };
        }

        List<SubsetRoot> roots = [];
        foreach (string text in Roots)
        {
            if (!SubsetRoot.TryParse(text, out SubsetRoot? root))
            {
                context.TellError($"--root {text}: write a table, and what its rows have: `customer`, `customer:country=Germany:limit=10`. Values that hold a colon go into `subset:` of the rules.");
                return null;
            }

            roots.Add(root);
        }

        SubsetRules subset = rules.Subset ?? SubsetRules.Empty;
        subset = roots.Count > 0 ? subset with { Roots = [.. roots] } : subset;
        if (subset.Roots.IsEmpty)
        {
            context.TellError("A subset begins with rows that are named: give them with --root, or as `subset: { roots: … }` in the rules.");
            return null;
        }

        return rules with { Subset = subset };
    }

    private void Show(MaskSummary summary, TimeSpan elapsed)
    {
        int width = 4 + summary.Tables.Select(static t => t.Table.ToString().Length).DefaultIfEmpty(0).Max();
        foreach (MaskSummary.TableRows table in summary.Tables)
        {
            string count = table.Rows.ToString("N0", CultureInfo.InvariantCulture);
            context.Terminal.Write(Line.Of($"  {table.Table}").To(width + 12 - count.Length).Plain(count));
        }

        int kept = summary.Columns.Count(static c => c.Reason is not null);
        context.Terminal.Write(Line.Of(Tone.Good, "✓ ").Plain(string.Create(CultureInfo.InvariantCulture, $"{summary.Rows:N0} rows in {summary.Tables.Length} tables; {summary.Columns.Length - kept} columns masked, {kept} kept as the rules say")).Soft($"  in {ReportText.Duration(elapsed)}"));
        context.Terminal.Write(Line.Of(summary.IsKeyForgotten ? "  The key is forgotten: nobody can tell which pseudonym stands for whom, and the next run makes others." : $"  Under key {summary.KeyId}: who has it can tell which pseudonym stands for whom."));
        context.Terminal.Write(Line.Of($"  They belong to run {summary.Run}, and go with: ").Strong($"{context.Program} seed clean --to URL --run {summary.Run}"));
    }

    private static void Write(Utf8JsonWriter writer, MaskSummary summary, TimeSpan elapsed)
    {
        writer.WriteStartObject();
        writer.WriteString("run", summary.Run);
        writer.WriteString("key", summary.KeyId);
        writer.WriteBoolean("keyForgotten", summary.IsKeyForgotten);
        writer.WriteNumber("rows", summary.Rows);
        writer.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        writer.WriteStartArray("tables");
        foreach (MaskSummary.TableRows table in summary.Tables)
        {
            writer.WriteStartObject();
            writer.WriteString("schema", table.Table.Schema);
            writer.WriteString("table", table.Table.Name);
            writer.WriteNumber("rows", table.Rows);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("columns");
        foreach (MaskSummary.ColumnRule column in summary.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("schema", column.Table.Schema);
            writer.WriteString("table", column.Table.Name);
            writer.WriteString("column", column.Column);
            writer.WriteString("rule", column.Rule);
            if (column.Reason is { } reason)
            {
                writer.WriteString("reason", reason);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("refusals");
        foreach (string refusal in summary.Refusals)
        {
            writer.WriteStringValue(refusal);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
