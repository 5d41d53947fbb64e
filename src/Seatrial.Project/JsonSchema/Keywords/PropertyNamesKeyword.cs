using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>The names of properties fit a schema: <c>propertyNames</c>.</summary>
/// <param name="names">The schema.</param>
internal sealed class PropertyNamesKeyword(SchemaNode names) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        if (evaluation.Instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool holds = true;
        foreach (JsonProperty property in evaluation.Instance.EnumerateObject())
        {
            holds &= evaluation.ApplyToName(property.Name, names);
        }

        return holds;
    }
}
