using System.Text.Json;

namespace Seatrial.Project.JsonSchema.Keywords;

/// <summary>A keyword that looks at nothing but the instance itself.</summary>
/// <param name="location">Where it is written.</param>
internal abstract class Assertion(string location) : SchemaKeyword
{
    public sealed override bool Evaluate(Evaluation evaluation)
    {
        if (Fits(evaluation.Instance))
        {
            return true;
        }

        if (!evaluation.IsQuiet)
        {
            Explain(evaluation);
        }

        return false;
    }

    protected string Location => location;

    protected abstract bool Fits(JsonElement instance);

    /// <summary>Reports why an instance does not fit.</summary>
    protected abstract void Explain(Evaluation evaluation);
}
