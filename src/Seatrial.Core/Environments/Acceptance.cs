namespace Seatrial.Core.Environments;

/// <summary>What became of a deployment that was told of.</summary>
/// <param name="RunId">The run that verifies it.</param>
/// <param name="IsNew">False when the same id was accepted before: the run is the first one's.</param>
/// <param name="IsAttached">Whether it belongs to a run that exists for another reason (a remedy's own deployment).</param>
public sealed record Acceptance(string RunId, bool IsNew, bool IsAttached);
