using System.Globalization;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>So many items fit a schema: <c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="node">The schema.</param>
/// <param name="least">At least so many.</param>
/// <param name="most">At most so many.</param>
internal sealed class ContainsKeyword(string location, SchemaNode node, int least, int most) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        if (evaluation.Instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        int count = 0;
        int index = 0;
        foreach (JsonElement item in evaluation.Instance.EnumerateArray())
        {
            if (evaluation.ApplyTo(item, index, node, isQuiet: true))
            {
                count++;
                if (evaluation.TracksEvaluated)
                {
                    evaluation.Evaluated.Add(index);
                }
            }

            index++;
        }

        if (count >= least && count <= most)
        {
            return true;
        }

        (string words, int limit) = count < least ? ("at least", least) : ("at most", most);
        string items = limit == 1 ? "item that fits" : "items that fit";
        evaluation.Report(location, string.Create(CultureInfo.InvariantCulture, $"{words} {limit} {items} `contains`"), string.Create(CultureInfo.InvariantCulture, $"{count} of {index}"));
        return false;
    }
}
