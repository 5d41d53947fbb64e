using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>What items hold: <c>prefixItems</c> the first, <c>items</c> the others.</summary>
/// <param name="first">The schemas of the first items, one each.</param>
/// <param name="others">The schema of the others; null when they may be anything.</param>
internal sealed class ItemsKeyword(ImmutableArray<SchemaNode> first, SchemaNode? others) : SchemaKeyword
{
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
            SchemaNode? node = index < first.Length ? first[index] : others;
            if (node is null)
            {
                break;
            }

            holds &= evaluation.ApplyTo(item, index++, node);
            if (!holds && evaluation.IsQuiet)
            {
                return false;
            }
        }

        if (evaluation.TracksEvaluated)
        {
            evaluation.Evaluated.AddItemsBelow(index);
        }

        return holds;
    }
}
