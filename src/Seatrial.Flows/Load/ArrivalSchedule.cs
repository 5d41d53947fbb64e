using Seatrial.Flows.Running;
using Seatrial.Project.Load;

namespace Seatrial.Flows.Load;

/// <summary>When journeys of a load at a rate are due: known from the clock alone, so that no slow answer puts one off.</summary>
/// <remarks>
/// With N(t) for how many are due by t (a parabola while the rate ramps up, then a line), the one after x others is due at
/// the inverse of N at x. Evenly, x is 0, 1, 2 …; at random, the gaps between the x are drawn from an exponential
/// distribution with the mean 1, which makes a Poisson process of any rate that changes in time.
/// </remarks>
internal sealed class ArrivalSchedule(LoadPlan load, long seed)
{
    private readonly double _rate = load.Rate ?? throw new ArgumentException("A load by users has no schedule.", nameof(load));
    private readonly double _ramp = load.RampUp.TotalSeconds;
    private StepRandom _random = StepRandom.For(seed, 0, RandomPurpose.Jitter);
    private double _next = -1;

    /// <summary>When the next one is due, from the beginning; null when the load is over by then.</summary>
    public TimeSpan? Next()
    {
        _next = load.IsRandom ? Math.Max(0, _next) - Math.Log(1 - _random.NextDouble()) : _next + 1;
        double due = Inverse(_next);
        return due < load.For.TotalSeconds ? TimeSpan.FromSeconds(due) : null;
    }

    /// <summary>How many are due by a time.</summary>
    public double DueBy(TimeSpan time)
    {
        double t = time.TotalSeconds;
        return t < _ramp ? _rate * t * t / (2 * _ramp) : _rate * (t - (_ramp / 2));
    }

    private double Inverse(double count)
    {
        double ramped = _rate * _ramp / 2;
        return count < ramped ? Math.Sqrt(2 * _ramp * count / _rate) : (count / _rate) + (_ramp / 2);
    }
}
