using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.JsonPath;
using Seatrial.Project.JsonSchema;

namespace Seatrial.Project.Arazzo;

/// <summary>An output of a step: a value, or what a selector takes from it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">What is taken from it; null: all, or what the pointer leads to.</param>
/// <param name="Pointer">Where it is in the value; null: nowhere in particular.</param>
internal sealed record OutputPlan(RuntimeValue Value, JsonPathQuery? Path, string[]? Pointer)
{
    /// <summary>The output; not existing when there is none. Several places of a JSONPath are a list.</summary>
    public FlowValue Evaluate(IFlowScope scope, StepAnswer answer)
    {
        FlowValue value = Value.Evaluate(scope, answer);
        if (!value.Exists)
        {
            return value;
        }

        if (Pointer is { } pointer)
        {
            return JsonPointer.Find(value.Json, pointer) is { } found ? value with { Json = found } : default;
        }

        if (Path is null)
        {
            return value;
        }

        IReadOnlyList<JsonElement> selected = Path.Select(value.Json);
        return selected.Count switch
        {
            0 => default,
            1 => value with { Json = selected[0] },
            _ => value with
            {
                Json = Expressions.JsonValues.Write(writer =>
                {
                    writer.WriteStartArray();
                    foreach (JsonElement one in selected)
                    {
                        one.WriteTo(writer);
                    }

                    writer.WriteEndArray();
                }),
            },
        };
    }
}
