using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>The value is one of some values: <c>enum</c>, and <c>const</c> with one.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="values">The values.</param>
internal sealed class EnumKeyword(string location, ImmutableArray<JsonElement> values) : Assertion(location)
{
    private const int MostShown = 12;

    private readonly HashSet<JsonElement> _values = new(values, JsonEquality.Comparer);

    protected override bool Fits(JsonElement instance) => _values.Contains(instance);

    protected override void Explain(Evaluation evaluation)
    {
        string shown = string.Join(", ", values.Take(MostShown).Select(evaluation.Show));
        string more = values.Length > MostShown ? ", …" : string.Empty;
        string wanted = values.Length == 1 ? shown : values.IsEmpty ? "nothing" : $"one of {shown}{more}";
        evaluation.Report(Location, wanted, evaluation.Show(evaluation.Instance));
    }
}
