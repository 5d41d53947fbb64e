namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>The schema holds that the outermost resource on the way here has under a name: <c>$dynamicRef</c>.</summary>
/// <param name="name">The name.</param>
/// <param name="otherwise">The schema that has it where the reference is written.</param>
internal sealed class DynamicRefKeyword(string name, SchemaNode otherwise) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        SchemaNode target = otherwise;
        for (ResourceScope? scope = evaluation.Scope; scope is not null; scope = scope.Outer)
        {
            target = scope.Resource.DynamicNodes.GetValueOrDefault(name) ?? target;
        }

        return evaluation.Apply(target);
    }
}
