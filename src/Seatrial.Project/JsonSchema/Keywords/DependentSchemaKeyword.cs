using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A schema holds when a property is there: <c>dependentSchemas</c>.</summary>
/// <param name="name">The property.</param>
/// <param name="node">The schema.</param>
internal sealed class DependentSchemaKeyword(string name, SchemaNode node) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation) =>
        evaluation.Instance.ValueKind != JsonValueKind.Object
        || !evaluation.Instance.TryGetProperty(name, out _)
        || evaluation.Apply(node);
}
