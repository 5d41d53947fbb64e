using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A text matches a regular expression somewhere: <c>pattern</c>.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="pattern">The expression.</param>
internal sealed class PatternKeyword(string location, EcmaPattern pattern) : Assertion(location)
{
    protected override bool Fits(JsonElement instance) => instance.ValueKind != JsonValueKind.String || pattern.IsMatch(instance.GetString()!, Location);

    protected override void Explain(Evaluation evaluation) =>
        evaluation.Report(Location, $"a text matching /{pattern}/", evaluation.Show(evaluation.Instance));
}
