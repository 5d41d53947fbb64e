using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>Some steps of one flow, to look at them alone: the others are skipped, and what they would have captured is given.</summary>
/// <param name="From">The first step that runs, by number from 1, name or id; null is the first.</param>
/// <param name="To">The last step that runs; null is the last.</param>
/// <param name="Given">Values of what skipped steps would have captured, by name; JSON, or text where it is none.</param>
public sealed record StepRange(string? From, string? To, ImmutableSortedDictionary<string, string> Given)
{
    /// <summary>Whether every step runs.</summary>
    public bool IsAll => From is null && To is null && Given.IsEmpty;

    /// <summary>The project with the one flow cut.</summary>
    /// <param name="project">The project.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="error">What cannot be meant; null when it was cut.</param>
    public ProjectModel? Cut(ProjectModel project, string flowId, out string? error)
    {
        ArgumentNullException.ThrowIfNull(project);
        FlowPlan flow = project.Flows[flowId];
        int? from = From is null ? 0 : Find(flow, From);
        int? to = To is null ? flow.Steps.Length - 1 : Find(flow, To);
        error = from is null ? NoStep(flow, From!) : to is null ? NoStep(flow, To!) : from > to ? $"The step {To} comes before {From}." : null;
        if (error is not null)
        {
            return null;
        }

        HashSet<string> lost = [.. flow.Steps.Take(from!.Value).SelectMany(Captures)];
        string[] strange = [.. Given.Keys.Where(name => !lost.Contains(name))];
        string[] missing = [.. flow.Steps[from.Value..(to!.Value + 1)].SelectMany(step => FlowNames.Of(step, project)).Where(name => lost.Contains(name) && !Given.ContainsKey(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        error = strange.Length > 0 ? $"No step that is left out captures {string.Join(" or ", strange)}."
            : missing.Length > 0 ? $"What runs needs {string.Join(" and ", missing)}, captured by steps that are left out. Give it: {string.Join(' ', missing.Select(static name => $"--set {name}=VALUE"))}."
            : null;
        return error is not null ? null : project with { Flows = project.Flows.SetItem(flowId, Cut(flow, from.Value, to.Value)) };
    }

    private FlowPlan Cut(FlowPlan flow, int from, int to)
    {
        IBoundValue never = ValueBinder.Bind(new Core.Documents.DocumentNode.Scalar("false", Core.Documents.ScalarKind.Boolean, IsQuoted: false, flow.Span), static _ => { }, static _ => false, []);
        string part = string.Create(CultureInfo.InvariantCulture, $"{FlowHeader.PartSign}{from + 1}-{to + 1}");
        return flow with
        {
            Header = flow.Header with { Hash = flow.Header.Hash + part, Needs = [] },
            // They keep their places: a step is known by its number, in the journal and by its cleanups.
            Steps = [.. flow.Steps.Select(step => step.Index < from || step.Index > to ? step with { When = never } : step)],
            Row = flow.Row.SetItems(Given.Select(static g => KeyValuePair.Create(g.Key, ValueOf(g.Value)))),
        };
    }

    private static int? Find(FlowPlan flow, string step)
    {
        if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number >= 1 && number <= flow.Steps.Length ? number - 1 : null;
        }

        return flow.Steps.FirstOrDefault(s => string.Equals(s.Name, step, StringComparison.OrdinalIgnoreCase) || s.Id == step)?.Index;
    }

    private static string NoStep(FlowPlan flow, string step) =>
        $"The flow {flow.Header.Id} has no step {step}. It has: {string.Join(", ", flow.Steps.Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Index + 1} {s.Name}")))}.";

    private static IEnumerable<string> Captures(StepPlan step) => step.Action is ParallelAction block
        ? step.Capture.Select(static c => c.Name).Concat(block.Branches.SelectMany(static b => b.SelectMany(Captures)))
        : step.Capture.Select(static c => c.Name);

    /// <summary>A value as somebody types it: a number, a boolean, a list or a map as JSON has it; anything else is text.</summary>
    /// <param name="text">What was typed.</param>
    public static FlowValue ValueOf(string text)
    {
        try
        {
            return new FlowValue(JsonElement.Parse(text));
        }
        catch (JsonException)
        {
            return FlowValues.Of(text);
        }
    }
}
