using CsCheck;
using Seatrial.Core.Load;

namespace Seatrial.Core.Tests.Load;

public sealed class LatencyHistogramTests
{
    private static readonly Gen<long> Microseconds = Gen.OneOf(Gen.Long[0, 3000], Gen.Long[0, 2_000_000], Gen.Long[0, 86_400_000_000]);

    [Fact]
    public void Percentile_AnyTimes_IsTheExactOneToWithinAThousandth()
    {
        Gen.Select(Microseconds.Array[1, 400], Gen.Double[0.001, 1]).Sample((times, share) =>
        {
            LatencyHistogram histogram = Of(times);
            long[] sorted = [.. times.Order()];
            long exact = sorted[Math.Clamp((int)Math.Ceiling(Math.Round(share * times.Length, 6)), 1, times.Length) - 1];
            double told = histogram.Percentile(share).TotalMicroseconds;

            Assert.InRange(told, exact, exact + (exact / 1000.0) + 1);
            Assert.True(told <= sorted[^1]);
        });
    }

    [Fact]
    public void Mean_least_and_most_are_exact()
    {
        Microseconds.Array[1, 200].Sample(static times =>
        {
            LatencyHistogram histogram = Of(times);

            Assert.Equal(times.Length, histogram.Count);
            Assert.Equal(times.Min(), (long)histogram.Least.TotalMicroseconds);
            Assert.Equal(times.Max(), (long)histogram.Most.TotalMicroseconds);
            Assert.Equal((long)(times.Aggregate((Int128)0, static (sum, t) => sum + t) / times.Length), (long)histogram.Mean.TotalMicroseconds);
        });
    }

    [Fact]
    public void Bounds_hold_the_true_percentile_about_as_often_as_they_say()
    {
        // 1000 samples of a known distribution, 200 times: 95 % sure means that about 190 of the bounds hold the truth.
        Random random = new(11);
        int held = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            (TimeSpan least, TimeSpan? most) = Of([.. Enumerable.Range(0, 1000).Select(_ => (long)(random.NextDouble() * 1_000_000))]).Bounds(0.9, 1.96);
            held += least.TotalMicroseconds <= 901_000 && most?.TotalMicroseconds >= 899_000 ? 1 : 0;
        }

        Assert.InRange(held, 180, 200);
    }

    [Fact]
    public void Bounds_TooFew_HaveNoUpperEnd() => Assert.Null(Of([1000, 2000, 3000]).Bounds(0.95, 1.96).Most);

    [Fact]
    public void Nothing_counted_is_zero_everywhere()
    {
        LatencyHistogram none = new();

        Assert.Equal((0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (none.Count, none.Least, none.Mean, none.Percentile(0.99)));
    }

    [Fact]
    public void Beyond_its_range_counts_at_its_ends()
    {
        LatencyHistogram histogram = new();
        histogram.Add(TimeSpan.FromMilliseconds(-5));
        histogram.Add(TimeSpan.FromDays(30));

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromDays(1)), (histogram.Least, histogram.Most));
    }

    private static LatencyHistogram Of(IEnumerable<long> microseconds)
    {
        LatencyHistogram histogram = new();
        foreach (long time in microseconds)
        {
            histogram.Add(TimeSpan.FromMicroseconds(time));
        }

        return histogram;
    }
}
