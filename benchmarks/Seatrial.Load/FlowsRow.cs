namespace Seatrial.Load;

/// <summary>A contender's rounds.</summary>
internal sealed record FlowsRow(string Name, FlowContenderKind Kind, int Flows, IReadOnlyList<double> StepsPerSecond, double? PeakMegabytes)
{
    public double Median => StepsPerSecond.Order().ElementAt(StepsPerSecond.Count / 2);

    public double Least => StepsPerSecond.Min();

    public double Most => StepsPerSecond.Max();
}
