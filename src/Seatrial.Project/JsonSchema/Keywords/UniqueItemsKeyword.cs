using System.Globalization;
using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>No two items are equal: <c>uniqueItems</c>.</summary>
/// <param name="location">Where it is written.</param>
internal sealed class UniqueItemsKeyword(string location) : Assertion(location)
{
    protected override bool Fits(JsonElement instance) => instance.ValueKind != JsonValueKind.Array || Twice(instance) is null;

    protected override void Explain(Evaluation evaluation)
    {
        (int first, int second) = Twice(evaluation.Instance)!.Value;
        string shown = evaluation.Show(evaluation.Instance[first]);
        evaluation.Report(Location, string.Create(CultureInfo.InvariantCulture, $"expected no two equal items, and items {first} and {second} are both {shown}"));
    }

    private static (int First, int Second)? Twice(JsonElement instance)
    {
        Dictionary<JsonElement, int> seen = new(JsonEquality.Comparer);
        int index = 0;
        foreach (JsonElement item in instance.EnumerateArray())
        {
            if (!seen.TryAdd(item, index))
            {
                return (seen[item], index);
            }

            index++;
        }

        return null;
    }
}
