using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Project.Loading;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>What properties hold: <c>properties</c>, <c>patternProperties</c>, and <c>additionalProperties</c> for those of neither.</summary>
/// <param name="named">The schemas by name.</param>
/// <param name="patterns">The schemas by pattern of the name.</param>
/// <param name="additional">The schema of the others; null when they may be anything.</param>
internal sealed class PropertiesKeyword(
    Dictionary<string, SchemaNode> named,
    ImmutableArray<(EcmaPattern Pattern, SchemaNode Node)> patterns,
    SchemaNode? additional) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        if (evaluation.Instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool holds = true;
        foreach (JsonProperty property in evaluation.Instance.EnumerateObject())
        {
            holds &= Evaluate(property, evaluation);
            if (!holds && evaluation.IsQuiet)
            {
                return false;
            }
        }

        return holds;
    }

    private bool Evaluate(JsonProperty property, Evaluation evaluation)
    {
        bool holds = true;
        bool isKnown = named.TryGetValue(property.Name, out SchemaNode? node);
        if (isKnown)
        {
            holds = evaluation.ApplyTo(property, node!);
        }

        foreach ((EcmaPattern pattern, SchemaNode schema) in patterns)
        {
            if (pattern.IsMatch(property.Name, schema.Location))
            {
                isKnown = true;
                holds &= evaluation.ApplyTo(property, schema);
            }
        }

        if (!isKnown && additional is not null)
        {
            holds = additional.Always == false ? Refuse(property, evaluation) : evaluation.ApplyTo(property, additional);
        }

        if (evaluation.TracksEvaluated && (isKnown || additional is not null))
        {
            evaluation.Evaluated.Add(property.Name);
        }

        return holds;
    }

    private bool Refuse(JsonProperty property, Evaluation evaluation)
    {
        if (!evaluation.IsQuiet)
        {
            string? near = Nearest.To(property.Name, named.Keys.Where(n => !evaluation.Instance.TryGetProperty(n, out _)));
            evaluation.ReportProperty(property, additional!.Location, $"the schema has no such property{(near is null ? string.Empty : $"; is \"{near}\" meant?")}");
        }

        return false;
    }
}
