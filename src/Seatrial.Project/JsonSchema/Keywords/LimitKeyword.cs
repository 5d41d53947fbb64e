using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A number stands on one side of another: <c>minimum</c>, <c>maximum</c> and the exclusive ones.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="limit">The other number.</param>
/// <param name="side">1: the number is above it; -1: below it.</param>
/// <param name="isExclusive">Whether it may not be the limit itself.</param>
internal sealed class LimitKeyword(string location, JsonElement limit, int side, bool isExclusive) : Assertion(location)
{
    private readonly ExactNumber _limit = ExactNumber.Of(limit);

    protected override bool Fits(JsonElement instance)
    {
        if (instance.ValueKind != JsonValueKind.Number)
        {
            return true;
        }

        int order = ExactNumber.Of(instance).OrderTo(_limit) * side;
        return isExclusive ? order > 0 : order >= 0;
    }

    protected override void Explain(Evaluation evaluation)
    {
        string words = (side, isExclusive) switch
        {
            (1, true) => "more than",
            (1, false) => "at least",
            (_, true) => "less than",
            _ => "at most",
        };
        evaluation.Report(Location, $"{words} {evaluation.Show(limit)}", evaluation.Show(evaluation.Instance));
    }
}
