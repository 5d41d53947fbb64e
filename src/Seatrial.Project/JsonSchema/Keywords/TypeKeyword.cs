using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Project.JsonPath;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>The value is of one of some types: <c>type</c>.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="types">The types.</param>
internal sealed class TypeKeyword(string location, ImmutableArray<string> types) : Assertion(location)
{
    public static readonly ImmutableArray<string> All = ["string", "number", "integer", "boolean", "object", "array", "null"];

    protected override bool Fits(JsonElement instance)
    {
        string type = TypeOf(instance);
        return types.Contains(type, StringComparer.Ordinal) || (type == "number" && types.Contains("integer", StringComparer.Ordinal) && ExactNumber.Of(instance).IsInteger);
    }

    protected override void Explain(Evaluation evaluation)
    {
        string type = TypeOf(evaluation.Instance);
        evaluation.Report(Location, string.Join(" or ", types), type == "null" ? type : $"{type} {evaluation.Show(evaluation.Instance)}");
    }

    private static string TypeOf(JsonElement instance) => instance.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => "null",
    };
}
