using System.Globalization;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Seeding;

namespace Seatrial.Cli.Seeding;

/// <summary>Removes the rows of a run.</summary>
internal sealed class SeedCleaning(CommandContext context, SeedTarget target)
{
    public string? Json { get; init; }

    public async Task<CommandResult> RunAsync(string? run)
    {
        if ((run is null ? target.ToRead() : target.ToWrite()) is not { } address)
        {
            return CommandResult.Invalid;
        }

        SeedDatabase database = new(address);
        if (run is null)
        {
            return await ListAsync(database);
        }

        long start = context.Clock.GetTimestamp();
        long? removed;
        using (new Waiting(context.Terminal, context.Clock, $"removing the rows of run {run}"))
        {
            removed = await database.CleanAsync(run, context.Stop);
        }

        await context.WriteJsonAsync(Json, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("run", run);
            writer.WriteBoolean("found", removed is not null);
            writer.WriteNumber("removed", removed ?? 0);
            writer.WriteEndObject();
        });
        context.Terminal.Write(removed is { } rows
            ? Line.Of(Tone.Good, "✓ ").Plain(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows of run {run} removed")).Soft($"  in {ReportText.Duration(context.Clock.GetElapsedTime(start))}")
            : Line.Of($"Run {run} has no rows there."));
        return CommandResult.Passed;
    }

    private async Task<CommandResult> ListAsync(SeedDatabase database)
    {
        IReadOnlyList<(string Run, bool IsLoaded, DateTimeOffset Started)> runs = await database.RunsAsync(context.Stop);
        await context.WriteJsonAsync(Json, writer =>
        {
            writer.WriteStartArray();
            foreach ((string run, bool isLoaded, DateTimeOffset started) in runs)
            {
                writer.WriteStartObject();
                writer.WriteString("run", run);
                writer.WriteBoolean("loaded", isLoaded);
                writer.WriteString("started", started);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        if (runs.Count == 0)
        {
            context.Terminal.Write(Line.Of("No run has rows there."));
        }

        foreach ((string run, bool isLoaded, DateTimeOffset started) in runs)
        {
            context.Terminal.Write(Line.Of($"  {run}").To(34).Soft(started.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)).Plain(isLoaded ? string.Empty : "  loading, or cut short"));
        }

        return CommandResult.Passed;
    }
}
