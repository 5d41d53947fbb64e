using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A text is of a known form: <c>format</c>.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="name">The form.</param>
/// <param name="holds">Whether a text is of it.</param>
internal sealed class FormatKeyword(string location, string name, Func<string, bool> holds) : Assertion(location)
{
    protected override bool Fits(JsonElement instance) => instance.ValueKind != JsonValueKind.String || holds(instance.GetString()!);

    protected override void Explain(Evaluation evaluation) =>
        evaluation.Report(Location, $"the format {name}", evaluation.Show(evaluation.Instance));
}
