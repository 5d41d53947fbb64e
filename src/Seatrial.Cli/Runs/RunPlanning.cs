using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;
using Seatrial.Core.Scheduling;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Cli.Runs;

/// <summary>Tells what a run would do, from the project and what the journal knows; touches nothing.</summary>
/// <param name="context">Where it was asked for.</param>
/// <param name="arguments">What would be asked of the run.</param>
/// <param name="load">Reads a project's folder; null after its errors were told.</param>
internal sealed class RunPlanning(CommandContext context, RunArguments arguments, Func<CommandContext, string, LoadedProject?> load)
{
    public async Task<CommandResult> PlanAsync()
    {
        if (load(context, arguments.Project)?.Source?.Project is not { } project)
        {
            return CommandResult.Invalid;
        }

        if (EnvironmentChoice.Choose(context, project.Name, [.. project.Environments.Keys], arguments.Environment) is not { } name)
        {
            return CommandResult.Usage;
        }

        EnvironmentModel environment = project.Environments[name];
        IReadOnlyDictionary<string, TimeSpan> past = await PastAsync(project, name);
        ImmutableSortedDictionary<string, string> skipped = Skipped(project, environment);
        ImmutableArray<FlowHeader> order = FlowOrder.LongestFirst(project.Flows.Values.Select(static f => f.Header).Where(f => !skipped.ContainsKey(f.Id)), past);
        int parallel = arguments.Parallel ?? environment.Policy.Parallel;
        RunForecast forecast = RunForecast.Of(order, past, parallel);
        Tell(project, name, order, past, skipped, forecast);
        await context.WriteJsonAsync(arguments.Json, json => Write(json, project.Name, name, order, past, skipped, forecast));
        return CommandResult.Passed;
    }

    private async Task<IReadOnlyDictionary<string, TimeSpan>> PastAsync(ProjectModel project, string environment)
    {
        string file = arguments.Journal is null ? JournalFile.Of(project.Folder) : context.PathOf(arguments.Journal);
        if (!File.Exists(file))
        {
            return ImmutableDictionary<string, TimeSpan>.Empty;
        }

        await using SqliteJournal journal = SqliteJournal.Open(file, context.Clock);
        using EnvironmentLedger ledger = new(journal, project.Name, environment);
        return (await ledger.ReadAsync(context.Stop)).PastDurations();
    }

    /// <summary>Why each flow that would not run would not: a flow that another needs runs with it.</summary>
    private ImmutableSortedDictionary<string, string> Skipped(ProjectModel project, EnvironmentModel environment)
    {
        var skipped = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        HashSet<string> wanted = [.. project.Flows.Values.Select(static f => f.Header).Where(arguments.Flows.Chooses).Select(static f => f.Id)];
        Queue<string> open = new(wanted);
        while (open.TryDequeue(out string? id))
        {
            foreach (string need in project.Flows[id].Header.Needs.Where(wanted.Add))
            {
                open.Enqueue(need);
            }
        }

        foreach ((string id, FlowPlan flow) in project.Flows)
        {
            string? why = flow.Inputs.FirstOrDefault(static i => i.Value is null) is { Key: { } input } ? $"it is only called: nothing gives it {input}"
                : environment.WhyNot(flow.Header) is { } left ? left
                : !wanted.Contains(id) ? "it was not chosen"
                : null;
            if (why is not null)
            {
                skipped[id] = why;
            }
        }

        return skipped.ToImmutable();
    }

    private void Tell(
        ProjectModel project,
        string environment,
        ImmutableArray<FlowHeader> order,
        IReadOnlyDictionary<string, TimeSpan> past,
        ImmutableSortedDictionary<string, string> skipped,
        RunForecast forecast)
    {
        context.Terminal.Write(Line.Of(Tone.Strong, $"  {project.Name}").Plain($" in {environment}").Soft($"  {ProjectValidation.Count(order.Length, "flow")}, {forecast.Parallel} at once"));
        context.Terminal.Write(Line.Empty);
        foreach (FlowHeader flow in order)
        {
            Line line = FlowLine.Begin("  ", FlowOutcome.Skipped, flow.Name, null).Soft(past.TryGetValue(flow.Id, out TimeSpan duration) ? ReportText.Duration(duration) : "unknown").To(FlowLine.NameColumn("  ") + 10);
            string waits = string.Join(", ", flow.Needs.Select(static n => $"needs {n}").Concat(flow.Locks.Select(static l => $"locks {l}")).Append($"within {Durations.Format(flow.Within)}"));
            context.Terminal.Write(line.Soft($"{flow.Id}  {waits}{(flow.IsCritical ? string.Empty : ", not critical")}"));
        }

        foreach ((string id, string why) in skipped)
        {
            context.Terminal.Write(Line.Of(Tone.Doubt, "  skipped ").Plain(id).Soft($"  {why}"));
        }

        context.Terminal.Write(Line.Empty);
        context.Terminal.Write(Line.Of($"  {forecast.InWords}"));
    }

    private static void Write(
        Utf8JsonWriter json,
        string project,
        string environment,
        ImmutableArray<FlowHeader> order,
        IReadOnlyDictionary<string, TimeSpan> past,
        ImmutableSortedDictionary<string, string> skipped,
        RunForecast forecast)
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
        foreach ((string id, string why) in skipped)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("because", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
