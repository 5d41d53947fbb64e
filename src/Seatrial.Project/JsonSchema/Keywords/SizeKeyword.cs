using System.Globalization;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A text, array or object has at least or at most so many parts: <c>minLength</c>, <c>maxItems</c> …</summary>
/// <param name="location">Where it is written.</param>
/// <param name="of">What is counted.</param>
/// <param name="limit">How many.</param>
/// <param name="isMost">Whether that is the most, not the least.</param>
internal sealed class SizeKeyword(string location, SizeOf of, int limit, bool isMost) : Assertion(location)
{
    protected override bool Fits(JsonElement instance) => Count(instance) is not { } count || (isMost ? count <= limit : count >= limit);

    protected override void Explain(Evaluation evaluation)
    {
        int count = Count(evaluation.Instance)!.Value;
        (string one, string several) = of switch
        {
            SizeOf.Text => ("character", "characters"),
            SizeOf.Array => ("item", "items"),
            _ => ("property", "properties"),
        };
        string shown = of == SizeOf.Text ? $": {evaluation.Show(evaluation.Instance)}" : string.Empty;
        evaluation.Report(
            Location,
            string.Create(CultureInfo.InvariantCulture, $"at {(isMost ? "most" : "least")} {limit} {(limit == 1 ? one : several)}"),
            string.Create(CultureInfo.InvariantCulture, $"{count}{shown}"));
    }

    private int? Count(JsonElement instance) => (of, instance.ValueKind) switch
    {
        (SizeOf.Text, JsonValueKind.String) => instance.GetString()!.EnumerateRunes().Count(),
        (SizeOf.Array, JsonValueKind.Array) => instance.GetArrayLength(),
        (SizeOf.Object, JsonValueKind.Object) => instance.EnumerateObject().Select(p => p.Name).Distinct(StringComparer.Ordinal).Count(),
        _ => null,
    };
}
