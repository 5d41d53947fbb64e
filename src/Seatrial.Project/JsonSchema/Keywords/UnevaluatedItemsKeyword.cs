using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>What the items hold that no other keyword looked at: <c>unevaluatedItems</c>.</summary>
/// <param name="node">Their schema.</param>
internal sealed class UnevaluatedItemsKeyword(SchemaNode node) : SchemaKeyword
{
    public override bool TakesLeftovers => true;

    public override bool Evaluate(Evaluation evaluation)
    {
        if (evaluation.Instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        bool holds = true;
        int index = 0;
        foreach (JsonElement item in evaluation.Instance.EnumerateArray())
        {
            holds &= evaluation.Evaluated.Has(index) || evaluation.ApplyTo(item, index, node);
            index++;
        }

        evaluation.Evaluated.AddItemsBelow(index);
        return holds;
    }
}
