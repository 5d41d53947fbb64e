using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Planning;

/// <summary>
/// How many rows belong to each of another table's rows, without a list: the first rows of the curve have the fewest.
/// Children are numbered from 0 along the curve.
/// </summary>
/// <remarks>
/// Within a bin from low to high the counts go up one by one and begin again, which makes their sum up to any place a
/// formula. The wanted total is met exactly by stretching: the sum up to a place times total over sum, rounded up.
/// </remarks>
internal sealed class FanOutCurve
{
    private readonly ImmutableArray<Stretch> _stretches;
    private readonly long _sum;

    private FanOutCurve(ImmutableArray<Stretch> stretches, long parents, long children)
    {
        _stretches = stretches;
        Parents = parents;
        Children = children;
        _sum = stretches[^1].SumBefore + stretches[^1].SumOf(stretches[^1].Count);
        Most = _sum == 0 ? 0 : MostOf();
    }

    /// <summary>How many rows are pointed at, or could be.</summary>
    public long Parents { get; }

    /// <summary>How many rows point.</summary>
    public long Children { get; }

    /// <summary>No row has more than so many.</summary>
    public long Most { get; }

    /// <summary>As many for each, but for one.</summary>
    public static FanOutCurve Even(long parents, long children) => new([new(0, parents, 1, 1, 0)], parents, children);

    /// <summary>A curve of a shape, or an even one where the shape says nothing.</summary>
    /// <param name="bins">How many rows have how many; null when nothing is known.</param>
    /// <param name="parents">How many rows are pointed at, above 0.</param>
    /// <param name="children">How many rows point.</param>
    /// <param name="most">No row may have more.</param>
    /// <returns>Null when there is no room for so many.</returns>
    public static FanOutCurve? Of(ImmutableArray<Bucket>? bins, long parents, long children, long most = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parents);
        if (bins is { Length: > 0 } shape && Stretches(shape, parents) is { IsEmpty: false } stretches)
        {
            FanOutCurve curve = new(stretches, parents, children);
            if (curve._sum > 0 && curve.Most <= most)
            {
                return curve;
            }
        }

        FanOutCurve even = Even(parents, children);
        return even.Most <= most ? even : null;
    }

    /// <summary>How many children come before a place of the curve.</summary>
    public long Before(long place) => place >= Parents ? Children : (long)(((UInt128)SumBefore(place) * (ulong)Children + (ulong)_sum - 1) / (ulong)_sum);

    /// <summary>How many children the row at a place has.</summary>
    public long CountAt(long place) => Before(place + 1) - Before(place);

    /// <summary>Whose a child is.</summary>
    /// <param name="child">The child's number along the curve.</param>
    /// <returns>The place of its parent, and which of its children it is, from 0.</returns>
    public (long Place, long Ordinal) Locate(long child)
    {
        long low = 0, high = Parents - 1;
        long guess = Place((long)((UInt128)(ulong)child * (ulong)_sum / (ulong)Math.Max(1, Children)));
        if (Before(guess) <= child && child < Before(guess + 1))
        {
            return (guess, child - Before(guess));
        }

        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (Before(middle) <= child)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return (low, child - Before(low));
    }

    private static ImmutableArray<Stretch> Stretches(ImmutableArray<Bucket> bins, long parents)
    {
        double all = bins.Sum(static b => Math.Max(0, b.Share));
        if (all <= 0)
        {
            return [];
        }

        ImmutableArray<Stretch>.Builder stretches = ImmutableArray.CreateBuilder<Stretch>();
        double share = 0;
        long place = 0, sum = 0;
        foreach (Bucket bin in bins)
        {
            share += Math.Max(0, bin.Share) / all;
            long end = bin == bins[^1] ? parents : Math.Min(parents, (long)Math.Round(share * parents));
            if (end > place)
            {
                Stretch stretch = new(place, end - place, (long)Math.Max(0, bin.Low), (long)Math.Max(bin.Low, bin.High), sum);
                stretches.Add(stretch);
                sum += stretch.SumOf(stretch.Count);
                place = end;
            }
        }

        return sum > 0 ? stretches.ToImmutable() : [];
    }

    private long SumBefore(long place)
    {
        Stretch stretch = _stretches[0];
        foreach (Stretch next in _stretches)
        {
            if (next.Start > place)
            {
                break;
            }

            stretch = next;
        }

        return stretch.SumBefore + stretch.SumOf(place - stretch.Start);
    }

    /// <summary>The place that a number of the unstretched curve belongs to.</summary>
    private long Place(long number)
    {
        Stretch stretch = _stretches[0];
        foreach (Stretch next in _stretches)
        {
            if (next.SumBefore > number)
            {
                break;
            }

            stretch = next;
        }

        return stretch.PlaceOf(number - stretch.SumBefore);
    }

    private long MostOf() => _stretches.Max(s => (long)((((UInt128)(ulong)s.High * (ulong)Children) + (ulong)_sum - 1) / (ulong)_sum));

    /// <summary>Rows of which the counts go from one number to another, and begin again.</summary>
    private sealed record Stretch(long Start, long Count, long Low, long High, long SumBefore)
    {
        private long Cycle => High - Low + 1;

        /// <summary>What the first so many have together.</summary>
        public long SumOf(long rows)
        {
            long cycles = rows / Cycle, rest = rows % Cycle;
            return (cycles * (Low + High) * Cycle / 2) + (rest * Low) + (rest * (rest - 1) / 2);
        }

        public long PlaceOf(long number)
        {
            long low = 0, high = Math.Max(0, Count - 1);
            while (low < high)
            {
                long middle = low + ((high - low + 1) / 2);
                (low, high) = SumOf(middle) <= number ? (middle, high) : (low, middle - 1);
            }

            return Start + low;
        }
    }
}
