using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Seatrial.Project.JsonSchema;

/// <summary>What one evaluation shares from its first schema to its last: how values are shown, and how long it may go on.</summary>
/// <param name="show">Shows a value.</param>
/// <param name="mostErrors">How many errors are collected.</param>
/// <param name="tracksEvaluated">Whether some schema asks for what is unevaluated.</param>
internal sealed class EvaluationRun(Func<JsonElement, string> show, int mostErrors, bool tracksEvaluated)
{
    private const int MostSteps = 5_000_000;
    private const int MostDepth = 3_000;

    private int _steps;

    public bool TracksEvaluated => tracksEvaluated;

    public int MostErrors => mostErrors;

    public string Show(JsonElement value) => show(value);

    /// <summary>Counts a schema that is applied.</summary>
    /// <exception cref="JsonSchemaException">There were too many, or they are nested too deep.</exception>
    public void Step(SchemaNode node, int depth)
    {
        if (++_steps > MostSteps)
        {
            throw new JsonSchemaException(node.Location, "the check takes too long: the schema has too many alternatives for an instance of this size");
        }

        if (depth > MostDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonSchemaException(node.Location, "the check goes too deep: the instance, or the schema for it, is nested too far");
        }
    }
}
