namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>One schema or another holds, as a third decides: <c>if</c>, <c>then</c>, <c>else</c>.</summary>
/// <param name="condition">The third.</param>
/// <param name="then">What holds when it does; null for nothing.</param>
/// <param name="otherwise">What holds when it does not; null for nothing.</param>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        SchemaNode? node = evaluation.Apply(condition, null) ? then : otherwise;
        return node is null || evaluation.Apply(node);
    }
}
