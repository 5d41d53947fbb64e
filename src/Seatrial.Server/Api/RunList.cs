namespace Seatrial.Server.Api;

/// <summary>Runs, newest first, queued ones before all.</summary>
/// <param name="Runs">The runs.</param>
internal sealed record RunList(IReadOnlyList<RunSummary> Runs);
