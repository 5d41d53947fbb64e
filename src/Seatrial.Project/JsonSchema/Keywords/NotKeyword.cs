namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A schema does not hold: <c>not</c>.</summary>
/// <param name="location">Where it is written.</param>
/// <param name="node">The schema.</param>
internal sealed class NotKeyword(string location, SchemaNode node) : SchemaKeyword
{
    public override bool Evaluate(Evaluation evaluation)
    {
        if (!evaluation.Holds(node))
        {
            return true;
        }

        if (!evaluation.IsQuiet)
        {
            evaluation.Report(location, "a value that does not fit the schema under `not`", evaluation.Show(evaluation.Instance));
        }

        return false;
    }
}
