namespace Seatrial.Core.Reporting;

/// <summary>An attempt while its events are gathered.</summary>
/// <param name="report">What its first event says.</param>
internal sealed class GatheredAttempt(AttemptReport report)
{
    public AttemptReport Report { get; set; } = report;

    /// <summary>Its steps, where they are kept.</summary>
    public List<StepReport> Steps => field ??= new(4);

    /// <summary>The places of its steps' events, where those are fetched later.</summary>
    public List<long> Places => field ??= new(4);

    public AttemptReport Build() => Report with { Steps = [.. Steps], StepPlaces = [.. Places] };
}
