using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>What the workflows of one description share.</summary>
/// <param name="Root">The description.</param>
/// <param name="Files">Its files.</param>
/// <param name="Apis">Its source descriptions.</param>
/// <param name="Workflows">The ids of its workflows.</param>
/// <param name="Prefix">What the ids of its flows begin with.</param>
/// <param name="Report">Takes what is found.</param>
internal sealed record ArazzoContext(DescriptionPlace Root, DescriptionFiles Files, ArazzoSources Apis, string[] Workflows, string Prefix, ArazzoReport Report)
{
    public string FlowId(string workflow) => $"{Prefix}/{workflow}";

    public RuntimeValue Value(DescriptionPlace place)
    {
        RuntimeValue value = RuntimeValue.Bind(place.Value, place.Span, (text, why) => Report.Expression(place.Span, text, why));
        foreach (RuntimeExpression expression in value.Expressions.Where(static e => e.Parts[0] is "$workflows" or "$message" or "$sourceDescriptions" or "$components" or "$self"))
        {
            Report.NotRun(place, $"`{expression.Text}` as a value");
        }

        return value;
    }

    /// <summary>An object, or the component that a reusable object names; null after a report.</summary>
    public DescriptionPlace? Reused(DescriptionPlace place)
    {
        if (place["reference"].Text is not { } reference)
        {
            return place;
        }

        string[] parts = reference.Split('.', 3);
        if (parts is ["$components", { } kind, { } name] && Root["components"][kind][name] is { Exists: true } found)
        {
            return found;
        }

        Report.Nowhere(place["reference"], "component", reference, []);
        return null;
    }
}
