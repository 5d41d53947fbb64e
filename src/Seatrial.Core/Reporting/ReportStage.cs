namespace Seatrial.Core.Reporting;

/// <summary>A stage of a run's life, as the timeline shows it.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Detail">What came of it, in a few words.</param>
public sealed record ReportStage(string Name, DateTimeOffset Start, DateTimeOffset End, string Detail);
