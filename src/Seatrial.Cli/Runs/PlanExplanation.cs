using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Runs;

/// <summary>Tells where what a plan says comes from.</summary>
/// <param name="project">The project.</param>
/// <param name="values">What every flow can read.</param>
internal sealed class PlanExplanation(ProjectModel project, ImmutableArray<ValueOrigin> values)
{
    /// <summary>Of one flow: why it is in, its deadline, what its steps depend on, and what they have from defaults.</summary>
    public IEnumerable<string> Of(string id, string why)
    {
        FlowPlan flow = project.Flows[id];
        yield return $"in: {why}";
        yield return $"within {Durations.Format(flow.Header.Within)}: {(flow.Load is not null ? "its load" : (flow.WithinSpan ?? project.Defaults.FlowWithinSpan) is { } span ? span.ToString() : "nothing says it")}";
        foreach (StepPlan step in flow.Steps.Where(static s => s.When is not null))
        {
            yield return $"step {step.Index + 1} \"{step.Name}\" only when {step.When!.Source}";
        }

        foreach (IGrouping<(string What, SourceSpan Span), DefaultedValue> given in flow.Defaulted.GroupBy(static g => (g.What, g.Span)))
        {
            yield return $"{given.Key.What} by default for {ProjectValidation.Count(given.Count(), "step")}: {given.Key.Span}";
        }

        foreach ((string name, var value) in flow.Variables)
        {
            yield return $"{name} = {value.Source}: {value.Span}";
        }
    }

    public void Tell(ITerminal terminal)
    {
        if (values.IsEmpty)
        {
            return;
        }

        int name = values.Max(static v => v.Name.Length) + 4;
        int shown = name + Math.Min(48, values.Max(static v => v.Shown.Length)) + 2;
        terminal.Write(Line.Of(Tone.Strong, "  Values"));
        foreach (ValueOrigin value in values)
        {
            string text = value.Shown.ReplaceLineEndings(" ");
            terminal.Write(Line.Of($"  {value.Name}").To(name).Plain(text.Length > 48 ? $"{text[..47]}…" : text).To(shown).Soft($"{value.From}, {value.Span}"));
        }

        terminal.Write(Line.Empty);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("values");
        foreach (ValueOrigin value in values)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            json.WriteString("value", value.Shown);
            json.WriteString("from", value.From);
            json.WriteString("at", value.Span.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
