namespace Seatrial.Project.Arazzo;

/// <summary>Where a workflow goes on.</summary>
/// <param name="Kind">How.</param>
/// <param name="Step">The step to go to, by its place.</param>
/// <param name="RetryAfter">How long to wait before it is tried again.</param>
/// <param name="RetryLimit">How often it is tried again.</param>
public sealed record WorkflowTurn(WorkflowTurnKind Kind, int? Step, TimeSpan RetryAfter, int RetryLimit);
