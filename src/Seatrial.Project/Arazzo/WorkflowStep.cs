using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Arazzo;

/// <summary>What a workflow says of a step besides what it does.</summary>
/// <param name="StepId">Its id.</param>
public sealed record WorkflowStep(string StepId)
{
    internal ImmutableArray<CriterionPlan> Success { get; init; } = [];

    internal ImmutableArray<WorkflowAction> OnSuccess { get; init; } = [];

    internal ImmutableArray<WorkflowAction> OnFailure { get; init; } = [];

    internal ImmutableArray<KeyValuePair<string, OutputPlan>> Outputs { get; init; } = [];

    /// <summary>The name its outputs are kept under.</summary>
    public string OutputsName => RuntimeExpression.StepName(StepId);

    /// <summary>Holds an answer to its criteria, each of them.</summary>
    /// <param name="scope">The flow's names.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="masker">What must not be shown.</param>
    public ImmutableArray<CheckRecord> Judge(IFlowScope scope, StepAnswer answer, Masker? masker) =>
        [.. Success.Select(c => c.Evaluate(scope, answer, masker))];

    /// <summary>Its outputs, as one object; what has no value is left out.</summary>
    /// <param name="scope">The flow's names.</param>
    /// <param name="answer">The answer.</param>
    public FlowValue OutputsOf(IFlowScope scope, StepAnswer answer)
    {
        bool isSecret = false;
        var json = Expressions.JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            foreach ((string name, OutputPlan bound) in Outputs)
            {
                FlowValue value = bound.Evaluate(scope, answer);
                isSecret |= value.IsSecret;
                if (value.Exists)
                {
                    writer.WritePropertyName(name);
                    value.Json.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });
        return new(json, isSecret);
    }

    /// <summary>What follows: the first action whose criteria hold; null: the next step, or the end after a failure.</summary>
    /// <param name="hasSucceeded">Whether its criteria held.</param>
    /// <param name="scope">The flow's names.</param>
    /// <param name="answer">The answer.</param>
    public WorkflowTurn? Next(bool hasSucceeded, IFlowScope scope, StepAnswer answer) =>
        (hasSucceeded ? OnSuccess : OnFailure).FirstOrDefault(a => a.Criteria.All(c => c.Evaluate(scope, answer, null).Passed)) is { } action
            ? new(action.Kind switch { "retry" => WorkflowTurnKind.Retry, "goto" => WorkflowTurnKind.GoTo, _ => WorkflowTurnKind.End }, action.Step, action.RetryAfter, action.RetryLimit)
            : null;
}
