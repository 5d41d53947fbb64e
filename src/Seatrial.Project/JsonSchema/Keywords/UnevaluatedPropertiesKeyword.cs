using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>What the properties hold that no other keyword looked at: <c>unevaluatedProperties</c>.</summary>
/// <param name="node">Their schema.</param>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode node) : SchemaKeyword
{
    public override bool TakesLeftovers => true;

    public override bool Evaluate(Evaluation evaluation)
    {
        if (evaluation.Instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool holds = true;
        foreach (JsonProperty property in evaluation.Instance.EnumerateObject())
        {
            holds &= evaluation.Evaluated.Has(property.Name) || evaluation.ApplyTo(property, node);
        }

        evaluation.Evaluated.AddAllNames();
        return holds;
    }
}
