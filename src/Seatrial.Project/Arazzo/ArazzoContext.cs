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
        RuntimeValue value = RuntimeValue.Bind(place.Value, place.Span, (text, why) => Report.Expression(place.Span, text, why), Constant);
        foreach (RuntimeExpression expression in value.Expressions.Where(e => e.Parts[0] is "$workflows" or "$message" or "$components" || (e.Parts[0] is "$sourceDescriptions" or "$self" && Constant(e) is null)))
        {
            Report.NotRun(place, $"`{expression.Text}` as a value");
        }

        return value;
    }

    /// <summary>What an expression has for a value that is known as it is written: the description's own address, or that of a source; null for others.</summary>
    private string? Constant(RuntimeExpression expression) => expression.Parts switch
    {
        ["$self"] => Root["$self"].Text,
        ["$sourceDescriptions", var name, "url"] => Root["sourceDescriptions"].Items().FirstOrDefault(s => s["name"].Text == name)?["url"].Text,
        _ => null,
    };

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
