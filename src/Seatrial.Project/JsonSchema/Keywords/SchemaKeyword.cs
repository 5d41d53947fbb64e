namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A keyword, or several that only mean something together. Immutable.</summary>
internal abstract class SchemaKeyword
{
    /// <summary>Whether it is about what no other keyword looked at, and so comes last.</summary>
    public virtual bool TakesLeftovers => false;

    /// <summary>Whether the instance fits; when it does not, the reason has been reported.</summary>
    public abstract bool Evaluate(Evaluation evaluation);
}
