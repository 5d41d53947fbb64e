namespace Seatrial.Load;

/// <summary>A contender's rounds.</summary>
internal sealed record FlowsRow(string Name, FlowContenderKind Kind, int Flows, IReadOnlyList<double> StepsPerSecond, double? PeakMegabytes, IReadOnlyList<double> MicrosecondsPerStep)
{
    /// <summary>What the processors spent on a step, in the process alone; null where nothing measures it.</summary>
    public double? Cost => MicrosecondsPerStep.Count == 0 ? null : MicrosecondsPerStep.Order().ElementAt(MicrosecondsPerStep.Count / 2);

    public double Median => StepsPerSecond.Order().ElementAt(StepsPerSecond.Count / 2);

    public double Least => StepsPerSecond.Min();

    public double Most => StepsPerSecond.Max();
}
