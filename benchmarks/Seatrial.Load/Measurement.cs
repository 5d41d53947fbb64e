namespace Seatrial.Load;

/// <summary>One contender's runs: milliseconds of wall clock, and the largest peak of resident memory.</summary>
internal sealed record Measurement(string Name, IReadOnlyList<double> Milliseconds, double? PeakMegabytes)
{
    public double Median => Milliseconds.Order().ElementAt(Milliseconds.Count / 2);

    public double Least => Milliseconds.Min();

    public double Most => Milliseconds.Max();
}
