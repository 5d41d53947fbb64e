using System.Globalization;
using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Seeding;
using Seatrial.Seeding.Planning;

namespace Seatrial.Cli.Seeding;

/// <summary>Fills a database, or shows what it would be filled with.</summary>
internal sealed class FillVerb(CommandContext context, string profile, SeedTarget target)
{
    public double? Scale { get; init; }

    public int? Rows { get; init; }

    public ulong? Seed { get; init; }

    public string? Run { get; init; }

    public string? Rules { get; init; }

    public string? Json { get; init; }

    public async Task<CommandResult> PlanAsync()
    {
        if (Settings() is not { } settings || await SeedFiles.ReadAsync(context, profile) is not { } file)
        {
            return CommandResult.Usage;
        }

        if (await RuledAsync(settings) is not { } ruled || target.ToRead() is not { } address)
        {
            return CommandResult.Invalid;
        }

        SeedSummary summary = await new SeedDatabase(address).PlanAsync(file, profile, ruled, context.Stop);
        await context.WriteJsonAsync(Json, writer => Write(writer, summary, elapsed: null));
        Show(summary);
        foreach (string refusal in summary.Refusals)
        {
            context.TellError(refusal);
        }

        return summary.Refusals.IsEmpty ? CommandResult.Passed : CommandResult.Invalid;
    }

    public async Task<CommandResult> ApplyAsync()
    {
        if (Settings() is not { } settings || await SeedFiles.ReadAsync(context, profile) is not { } file)
        {
            return CommandResult.Usage;
        }

        if (await RuledAsync(settings) is not { } ruled || target.ToWrite() is not { } address)
        {
            return CommandResult.Invalid;
        }

        long start = context.Clock.GetTimestamp();
        SeedSummary summary;
        using (LoadBar bar = new(context.Terminal, context.Clock))
        {
            summary = await new SeedDatabase(address).ApplyAsync(file, profile, ruled, bar.Begin, bar, context.Stop);
        }

        TimeSpan elapsed = context.Clock.GetElapsedTime(start);
        await context.WriteJsonAsync(Json, writer => Write(writer, summary, elapsed));
        Show(summary);
        context.Terminal.Write(Line.Of(Tone.Good, "✓ ").Plain(string.Create(CultureInfo.InvariantCulture, $"{summary.Rows:N0} rows in {summary.Tables.Length} tables")).Soft($"  in {ReportText.Duration(elapsed)}"));
        context.Terminal.Write(Line.Of($"  They belong to run {summary.Run}, and go with: ").Strong($"{context.Program} seed clean --to {target.Pasted} --run {summary.Run}"));
        return CommandResult.Passed;
    }

    private PlanSettings? Settings()
    {
        if (Scale is { } scale && !(scale is > 0 and <= 1_000_000))
        {
            context.TellError("--scale is a number above 0, such as 0.01 or 20.");
            return null;
        }

        if (Scale is not null && Rows is not null)
        {
            context.TellError("--scale and --rows both say how many rows: leave one of them out.");
            return null;
        }

        DateTimeOffset now = context.Clock.GetUtcNow();
        return new() { Run = Run ?? RunIds.New(now, Guid.NewGuid()), Scale = Scale ?? 1, Rows = Rows, Seed = Seed ?? 1, Today = DateOnly.FromDateTime(now.UtcDateTime) };
    }

    /// <summary>The settings with the rules of a file; null after it was told what is wrong with it.</summary>
    private async Task<PlanSettings?> RuledAsync(PlanSettings settings) =>
        Rules is null ? settings : await SeedFiles.RulesAsync(context, Rules) is { } rules ? settings with { Rules = rules } : null;

    private void Show(SeedSummary summary)
    {
        int rows = 4 + summary.Tables.Select(static t => t.Table.ToString().Length).DefaultIfEmpty(0).Max();
        foreach (SeedSummary.TableRows table in summary.Tables)
        {
            string count = table.Rows.ToString("N0", CultureInfo.InvariantCulture);
            context.Terminal.Write(Line.Of($"  {table.Table}").To(rows + 12 - count.Length).Plain(count));
            foreach (string note in table.Notes)
            {
                context.Terminal.Write(Line.Of(Tone.Soft, $"      {note}"));
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, SeedSummary summary, TimeSpan? elapsed)
    {
        writer.WriteStartObject();
        writer.WriteString("run", summary.Run);
        writer.WriteNumber("seed", summary.Seed);
        writer.WriteNumber("rows", summary.Rows);
        if (elapsed is { } time)
        {
            writer.WriteNumber("seconds", Math.Round(time.TotalSeconds, 3));
        }

        writer.WriteStartArray("tables");
        foreach (SeedSummary.TableRows table in summary.Tables)
        {
            writer.WriteStartObject();
            writer.WriteString("schema", table.Table.Schema);
            writer.WriteString("table", table.Table.Name);
            writer.WriteNumber("rows", table.Rows);
            writer.WriteNumber("level", table.Level);
            WriteTexts(writer, "notes", table.Notes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteStories(writer, summary);
        WriteTexts(writer, "refusals", summary.Refusals);
        writer.WriteEndObject();
    }

    private static void WriteStories(Utf8JsonWriter writer, SeedSummary summary)
    {
        writer.WriteStartObject("stories");
        foreach (IGrouping<string, SeedSummary.StoryRow> story in summary.Stories.GroupBy(static r => r.Story, StringComparer.Ordinal))
        {
            writer.WriteStartObject(story.Key);
            foreach (SeedSummary.StoryRow row in story)
            {
                writer.WriteStartObject(row.Name);
                foreach ((string column, string? value) in row.Values)
                {
                    writer.WriteString(column, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
