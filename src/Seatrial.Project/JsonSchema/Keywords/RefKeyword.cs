namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>Another schema holds, too: <c>$ref</c>.</summary>
/// <param name="target">The schema.</param>
internal sealed class RefKeyword(SchemaNode target) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation) => evaluation.Apply(target);
}
