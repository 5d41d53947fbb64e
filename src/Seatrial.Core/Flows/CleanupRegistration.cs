using System.Text.Json;

namespace Seatrial.Core.Flows;

/// <summary>The promise to undo what a step may have done, journalled before the step acts.</summary>
/// <param name="Id">Unique within the run, stable for (flow, attempt, step, position).</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="StepIndex">The step that creates, from 0.</param>
/// <param name="Position">Which of the step's cleanups, from 0.</param>
/// <param name="Summary">The cleanup in one line, as written.</param>
/// <param name="Scope">The values its expressions need and that are known by now, by name; secrets sealed by the runner.</param>
public sealed record CleanupRegistration(
    string Id,
    string FlowId,
    int Attempt,
    int StepIndex,
    int Position,
    string Summary,
    JsonElement Scope);
