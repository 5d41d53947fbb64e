using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A number is another times a whole number, exactly: <c>multipleOf</c>.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="divisor">The other number.</param>
internal sealed class MultipleOfKeyword(string location, JsonElement divisor) : Assertion(location)
{
    private readonly ExactNumber _divisor = ExactNumber.Of(divisor);

    protected override bool Fits(JsonElement instance) =>
        instance.ValueKind != JsonValueKind.Number || ExactNumber.Of(instance).IsMultipleOf(_divisor);

    protected override void Explain(Evaluation evaluation) =>
        evaluation.Report(Location, $"a multiple of {evaluation.Show(divisor)}", evaluation.Show(evaluation.Instance));
}
