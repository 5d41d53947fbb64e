namespace Seatrial.Core.Flows;

/// <summary>What an action is given when it runs.</summary>
/// <param name="Scope">The names in reach.</param>
/// <param name="Identity">Whose traffic this is; travels with each request.</param>
/// <param name="Trace">The trace this step's requests belong to.</param>
/// <param name="Authorization">The value of the Authorization header the step's <c>auth</c> gave, or null.</param>
/// <param name="Memory">What the verbs keep between the steps of this attempt.</param>
public sealed record StepContext(
    IFlowScope Scope,
    StepIdentity Identity,
    StepTrace Trace,
    FlowValue? Authorization,
    AttemptMemory Memory)
{
    /// <summary>How much time there is until the nearest deadline; null when that is not known.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Whether files that show why the step failed are kept.</summary>
    public bool KeepsAttachments { get; init; }
}
