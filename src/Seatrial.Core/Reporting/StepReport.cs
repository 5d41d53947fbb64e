using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>A step as reports show it.</summary>
/// <param name="Record">What it did.</param>
/// <param name="ExchangeBlob">The blob with its last exchange, or null.</param>
public sealed record StepReport(StepRecord Record, string? ExchangeBlob);
