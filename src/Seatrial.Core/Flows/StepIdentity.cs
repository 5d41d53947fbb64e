namespace Seatrial.Core.Flows;

/// <summary>Which step of which run acts: the baggage of every request.</summary>
/// <param name="Project">The project.</param>
/// <param name="RunId">The run.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Attempt">The attempt of the flow, from 1.</param>
/// <param name="StepId">The step.</param>
public sealed record StepIdentity(string Project, string RunId, string FlowId, int Attempt, string StepId);
