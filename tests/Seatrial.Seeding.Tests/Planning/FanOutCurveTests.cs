using System.Collections.Immutable;
using CsCheck;
using Seatrial.Seeding.Planning;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Tests.Planning;

public sealed class FanOutCurveTests
{
    private static readonly Gen<ImmutableArray<Bucket>> Shapes =
        Gen.Select(Gen.Double[0, 1], Gen.Long[0, 4], Gen.Long[0, 6]).Array[1, 5].Select(static parts =>
        {
            double low = 0;
            List<Bucket> bins = [];
            foreach ((double share, long gap, long width) in parts)
            {
                low += gap;
                bins.Add(new(low, low + width, share));
                low += width + 1;
            }

            return bins.ToImmutableArray();
        });

    [Fact]
    public void Every_child_has_one_parent_and_all_are_met_exactly() =>
        Gen.Select(Shapes, Gen.Long[1, 300], Gen.Long[0, 2000]).Sample((shape, parents, children) =>
        {
            FanOutCurve curve = FanOutCurve.Of(shape, parents, children)!;
            long[] counts = new long[parents];
            for (long child = 0; child < children; child++)
            {
                (long place, long ordinal) = curve.Locate(child);
                Assert.Equal(counts[place]++, ordinal);
                Assert.Equal(child, curve.Before(place) + ordinal);
            }

            for (long place = 0; place < parents; place++)
            {
                Assert.Equal(counts[place], curve.CountAt(place));
                Assert.InRange(counts[place], 0, curve.Most);
            }
        });

    [Fact]
    public void The_shape_is_kept()
    {
        // Half have none, a third has one or two, the rest has ten.
        FanOutCurve curve = FanOutCurve.Of([new(0, 0, 0.5), new(1, 2, 1.0 / 3), new(10, 10, 1.0 / 6)], 600, 1300)!;

        Assert.Equal(300, Enumerable.Range(0, 600).Count(place => curve.CountAt(place) == 0));
        Assert.Equal(100, Enumerable.Range(0, 600).Count(place => curve.CountAt(place) == 2));
        Assert.Equal(100, Enumerable.Range(0, 600).Count(place => curve.CountAt(place) == 10));
    }

    [Fact]
    public void Where_no_row_may_have_so_many_all_have_as_many_or_there_is_none()
    {
        Assert.Equal(3, FanOutCurve.Of([new(0, 0, 0.9), new(30, 30, 0.1)], 10, 30, most: 5)!.Most);
        Assert.Null(FanOutCurve.Of(null, 10, 60, most: 5));
    }
}
