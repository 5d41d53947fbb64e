using System.Collections.Immutable;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Properties are there: <c>required</c>, and <c>dependentRequired</c> when another is.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="names">The properties.</param>
/// <param name="other">The other; null when they are always required.</param>
internal sealed class RequiredKeyword(string location, ImmutableArray<string> names, string? other) : Assertion(location)
{
    protected override bool Fits(JsonElement instance) =>
        instance.ValueKind != JsonValueKind.Object
        || (other is not null && !instance.TryGetProperty(other, out _))
        || names.All(n => instance.TryGetProperty(n, out _));

    protected override void Explain(Evaluation evaluation)
    {
        foreach (string name in names.Where(n => !evaluation.Instance.TryGetProperty(n, out _)))
        {
            evaluation.Report(Location, $"the property \"{name}\" is missing{(other is null ? string.Empty : $", which \"{other}\" needs")}");
        }
    }
}
