using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Flows.Load;
using Seatrial.Project.Load;

namespace Seatrial.Flows.Tests.Load;

public sealed class ArrivalScheduleTests
{
    [Fact]
    public void Evenly_so_many_are_due_by_any_time_as_the_rate_says()
    {
        Gen.Select(Gen.Double[0.1, 500], Gen.Double[1, 60], Gen.Double[0, 1], Gen.Double[0, 1]).Sample(static (rate, length, ramped, looked) =>
        {
            LoadPlan load = Plan(rate, length, length * ramped);
            TimeSpan[] due = [.. All(new ArrivalSchedule(load, 1))];
            TimeSpan at = load.For * looked;

            Assert.Equal(due, due.Order());
            Assert.All(due, t => Assert.InRange(t, TimeSpan.Zero, load.For));
            Assert.InRange(due.Count(t => t < at), new ArrivalSchedule(load, 1).DueBy(at) - 1.01, new ArrivalSchedule(load, 1).DueBy(at) + 1.01);
            Assert.InRange(due.Length, load.Due!.Value - 1.01, load.Due.Value + 1.01);
        });
    }

    [Fact]
    public void At_random_they_are_as_many_and_their_gaps_vary_as_those_of_strangers()
    {
        LoadPlan load = Plan(100, 200, 0) with { IsRandom = true };
        TimeSpan[] due = [.. All(new ArrivalSchedule(load, 7))];
        double[] gaps = [.. due.Zip(due.Skip(1), static (a, b) => (b - a).TotalSeconds)];
        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(g => (g - mean) * (g - mean)));

        // A Poisson process: 20,000 ± 4 standard deviations, and gaps whose deviation is their mean.
        Assert.InRange(due.Length, 20_000 - 566, 20_000 + 566);
        Assert.InRange(deviation / mean, 0.95, 1.05);
        Assert.Equal(due, All(new ArrivalSchedule(load, 7)));
        Assert.NotEqual(due, All(new ArrivalSchedule(load, 8)));
    }

    [Fact]
    public void The_ramp_begins_slowly()
    {
        TimeSpan[] due = [.. All(new ArrivalSchedule(Plan(10, 4, 2), 1))];

        Assert.Equal(30, due.Length);
        Assert.Equal([0, 632, 894, 1095, 1265, 1414], due.Take(6).Select(static t => (int)Math.Round(t.TotalMilliseconds)));
        Assert.Equal(100, (due[20] - due[19]).TotalMilliseconds, 3);
    }

    private static IEnumerable<TimeSpan> All(ArrivalSchedule schedule)
    {
        while (schedule.Next() is { } due)
        {
            yield return due;
        }
    }

    private static LoadPlan Plan(double rate, double seconds, double ramp) =>
        new(TimeSpan.FromSeconds(seconds), 100, SourceSpan.WholeFile("f")) { Rate = rate, RampUp = TimeSpan.FromSeconds(ramp) };
}
