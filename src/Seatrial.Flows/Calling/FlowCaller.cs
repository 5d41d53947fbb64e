using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Calling;

/// <summary>Runs a flow inside a step of another; its cleanups are the attempt's.</summary>
internal sealed class FlowCaller(AttemptContext attempt, FlowFrame frame, StepPlan step, DeadlineScope deadline) : IFlowCaller
{
    /// <inheritdoc/>
    public async ValueTask<CallAnswer> CallAsync(string flowId, ImmutableDictionary<string, FlowValue> inputs, SourceSpan span)
    {
        if (frame.Callers.Length >= attempt.Options.MaxCallDepth)
        {
            throw new FlowExpressionException(
                span,
                $"flows call each other more than {attempt.Options.MaxCallDepth} deep: {string.Join(" → ", frame.Callers.Select(static caller => caller.Step).Append(step).Select(static caller => caller.Action.Summary))}");
        }

        if (!attempt.Project.Flows.TryGetValue(flowId, out FlowPlan? flow))
        {
            throw new FlowExpressionException(span, $"there is no flow '{flowId}'");
        }

        FlowFrame inner = FlowVariables.Draw(attempt, frame.Called(step, flow, Given(flow, inputs, span)));
        long started = attempt.Time.GetTimestamp();
        using DeadlineScope within = deadline.Narrow($"the within of the called flow {flowId}", flow.Header.Within);
        FlowRun run = await FlowExecution.RunInnerAsync(attempt, inner, within);
        FlowValue outputs = run.Failure is null ? Outputs(run.Frame) : default;
        return new CallAnswer(flowId, attempt.Time.GetElapsedTime(started), run.Records, run.Failure, outputs) { Status = run.Status };
    }

    private ImmutableDictionary<string, FlowValue> Given(FlowPlan flow, ImmutableDictionary<string, FlowValue> inputs, SourceSpan span)
    {
        foreach (string name in inputs.Keys)
        {
            if (!flow.Inputs.ContainsKey(name))
            {
                throw new FlowExpressionException(span, $"the flow {flow.Header.Id} takes no input '{name}'", name);
            }
        }

        foreach ((string name, IBoundValue? usual) in flow.Inputs)
        {
            if (!inputs.ContainsKey(name))
            {
                inputs = usual is null
                    ? throw new FlowExpressionException(span, $"the flow {flow.Header.Id} needs the input '{name}'", name)
                    : inputs.Add(name, usual.Evaluate(attempt.Scope(frame, step.Index)));
            }
        }

        return inputs;
    }

    private FlowValue Outputs(FlowFrame ended)
    {
        bool isSecret = false;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, IBoundValue bound) in ended.Flow.Outputs)
            {
                FlowValue value = bound.Evaluate(attempt.Scope(ended, ended.Flow.Steps.Length));
                isSecret |= value.IsSecret;
                writer.WritePropertyName(name);
                if (value.Exists)
                {
                    value.Json.WriteTo(writer);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndObject();
        }

        return new FlowValue(JsonElement.Parse(buffer.WrittenSpan), isSecret);
    }
}
