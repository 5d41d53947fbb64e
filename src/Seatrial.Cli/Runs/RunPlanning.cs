using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Core.Scheduling;
using Seatrial.Project.Loading;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Cli.Runs;

/// <summary>Tells what a run would do, from the project and what the journal knows; touches nothing.</summary>
/// <param name="context">Where it was asked for.</param>
/// <param name="arguments">What would be asked of the run.</param>
/// <param name="load">Reads a project's folder; null after its errors were told.</param>
internal sealed class RunPlanning(CommandContext context, RunArguments arguments, Func<CommandContext, string, LoadedProject?> load)
{
    /// <summary>Whether it is told why, and where from.</summary>
    public bool IsExplained { get; init; }

    public async Task<CommandResult> PlanAsync()
    {
        if (load(context, arguments.Project) is not { Source.Project: { } project } loaded)
        {
            return CommandResult.Invalid;
        }

        if (EnvironmentChoice.Choose(context, project.Name, [.. project.Environments.Keys], arguments.Environment) is not { } name
            || !ProfileChoice.TryChoose(context, project.Environments[name], arguments.Profile, out ProfileModel? profile))
        {
            return CommandResult.Usage;
        }

        project = profile is null ? project : ProfileChoice.Apply(project, name, profile);
        EnvironmentModel environment = project.Environments[name];
        IReadOnlyDictionary<string, TimeSpan> past = await PastAsync(project, name);
        if (await FailedAsync(loaded, name) is var failed && arguments.OnlyFailed && failed is null)
        {
            return CommandResult.Passed;
        }

        PlanChoice choice = PlanChoice.Of(project, environment, profile, arguments, failed, past);
        ImmutableArray<FlowHeader> order = FlowOrder.LongestFirst(project.Flows.Values.Select(static f => f.Header).Where(f => choice.In.ContainsKey(f.Id)), past);
        RunForecast forecast = RunForecast.Of(order, past, arguments.Parallel ?? environment.Policy.Parallel);
        PlanExplanation? explanation = IsExplained ? new(project, ValueOrigin.Of(project, environment, profile)) : null;
        Tell(project, profile is null ? name : $"{name}, profile {profile.Name}", order, past, choice, forecast, explanation);
        await context.WriteJsonAsync(arguments.Json, json => Write(json, project.Name, name, order, past, choice, forecast, explanation));
        return CommandResult.Passed;
    }

    /// <summary>What failed the last time; null when that was not asked for, or nothing did, which was told.</summary>
    private async Task<ImmutableArray<string>?> FailedAsync(LoadedProject project, string environment)
    {
        if (!arguments.OnlyFailed)
        {
            return null;
        }

        string file = JournalPath(project.Folder);
        if (!File.Exists(file))
        {
            context.Terminal.Write(Line.Of($"  Nothing ran in {environment} yet, so nothing failed."));
            return null;
        }

        await using SqliteJournal journal = SqliteJournal.Open(file, context.Clock);
        return await new FlowSelection(context, arguments with { Shard = null }, project, environment).NarrowAsync(journal, []);
    }

    private string JournalPath(string folder) => arguments.Journal is null ? JournalFile.Of(folder) : context.PathOf(arguments.Journal);

    private async Task<IReadOnlyDictionary<string, TimeSpan>> PastAsync(ProjectModel project, string environment)
    {
        string file = JournalPath(project.Folder);
        if (!File.Exists(file))
        {
            return ImmutableDictionary<string, TimeSpan>.Empty;
        }

        await using SqliteJournal journal = SqliteJournal.Open(file, context.Clock);
        using EnvironmentLedger ledger = new(journal, project.Name, environment);
        return (await ledger.ReadAsync(context.Stop)).PastDurations();
    }

    private void Tell(
        ProjectModel project,
        string environment,
        ImmutableArray<FlowHeader> order,
        IReadOnlyDictionary<string, TimeSpan> past,
        PlanChoice choice,
        RunForecast forecast,
        PlanExplanation? explanation)
    {
        context.Terminal.Write(Line.Of(Tone.Strong, $"  {project.Name}").Plain($" in {environment}").Soft($"  {ProjectValidation.Count(order.Length, "flow")}, {forecast.Parallel} at once"));
        context.Terminal.Write(Line.Empty);
        foreach (FlowHeader flow in order)
        {
            Line line = FlowLine.Begin("  ", FlowOutcome.Skipped, flow.Name, null).Soft(past.TryGetValue(flow.Id, out TimeSpan duration) ? ReportText.Duration(duration) : "unknown").To(FlowLine.NameColumn("  ") + 10);
            string waits = string.Join(", ", flow.Needs.Select(static n => $"needs {n}").Concat(flow.Locks.Select(static l => $"locks {l}")).Append($"within {Durations.Format(flow.Within)}"));
            context.Terminal.Write(line.Soft($"{flow.Id}  {waits}{(flow.IsCritical ? string.Empty : ", not critical")}"));
            foreach (string detail in explanation?.Of(flow.Id, choice.In[flow.Id]) ?? [])
            {
                context.Terminal.Write(Line.Of(Tone.Soft, $"      {detail}"));
            }
        }

        foreach ((string id, string why) in choice.Out)
        {
            context.Terminal.Write(Line.Of(Tone.Doubt, "  skipped ").Plain(id).Soft($"  {why}"));
        }

        context.Terminal.Write(Line.Empty);
        explanation?.Tell(context.Terminal);
        context.Terminal.Write(Line.Of($"  {forecast.InWords}"));
    }

    private static void Write(
        Utf8JsonWriter json,
        string project,
        string environment,
        ImmutableArray<FlowHeader> order,
        IReadOnlyDictionary<string, TimeSpan> past,
        PlanChoice choice,
        RunForecast forecast,
        PlanExplanation? explanation)
    {
        json.WriteStartObject();
        json.WriteString("project", project);
        json.WriteString("environment", environment);
        json.WriteNumber("parallel", forecast.Parallel);
        json.WriteNumber("unknown", forecast.Unknown);
        json.WriteNumber("expectedMs", forecast.Known.TotalMilliseconds);
        json.WriteStartArray("flows");
        foreach (FlowHeader flow in order)
        {
            json.WriteStartObject();
            json.WriteString("id", flow.Id);
            json.WriteString("name", flow.Name);
            json.WriteString("because", choice.In[flow.Id]);
            json.WriteBoolean("critical", flow.IsCritical);
            WriteTexts(json, "needs", flow.Needs);
            WriteTexts(json, "locks", flow.Locks);
            json.WriteNumber("withinMs", flow.Within.TotalMilliseconds);
            if (past.TryGetValue(flow.Id, out TimeSpan duration))
            {
                json.WriteNumber("lastMs", duration.TotalMilliseconds);
            }
            else
            {
                json.WriteNull("lastMs");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("skipped");
        foreach ((string id, string why) in choice.Out)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("because", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        explanation?.Write(json);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
