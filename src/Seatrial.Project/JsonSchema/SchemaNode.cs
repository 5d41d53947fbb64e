using System.Collections.Immutable;
using Seatrial.Project.JsonSchema.Keywords;

namespace Seatrial.Project.JsonSchema;

/// <summary>A compiled schema. Filled once, while its schema is compiled; immutable from then on.</summary>
/// <param name="resource">The resource it belongs to.</param>
/// <param name="location">Where it is written.</param>
internal sealed class SchemaNode(SchemaResource resource, string location)
{
    public SchemaResource Resource => resource;

    public string Location => location;

    /// <summary>What <c>true</c> and <c>false</c> say of everything; null for schemas with keywords.</summary>
    public bool? Always { get; set; }

    /// <summary>Its keywords, in the order they are evaluated.</summary>
    public ImmutableArray<SchemaKeyword> Keywords { get; set; } = [];

    public bool Evaluate(Evaluation evaluation)
    {
        if (Always is { } always)
        {
            if (!always)
            {
                evaluation.Report(location, Refusal);
            }

            return always;
        }

        bool holds = true;
        foreach (SchemaKeyword keyword in Keywords)
        {
            // What is left over is not known while something that would have taken it does not fit.
            if (!holds && keyword.TakesLeftovers)
            {
                break;
            }

            if (!keyword.Evaluate(evaluation))
            {
                holds = false;
                if (evaluation.IsQuiet)
                {
                    return false;
                }
            }
        }

        return holds;
    }

    private string Refusal => location[(location.LastIndexOf('/') + 1)..] switch
    {
        "additionalProperties" or "unevaluatedProperties" => "the schema has no such property",
        "items" or "unevaluatedItems" => "the schema has no such item",
        "propertyNames" => "no property may be there",
        _ => "nothing may be there",
    };
}
