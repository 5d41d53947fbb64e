using Seatrial.Seeding.Checks;

namespace Seatrial.Seeding.Values;

/// <summary>Makes numbers and times that lie where a profile says, or anywhere between two ends.</summary>
internal sealed class GridMaker : IBoundedMaker
{
    private readonly Grid _grid;
    private readonly Weights _weights;
    private readonly long[] _first;
    private readonly long[] _count;

    private GridMaker(Grid grid, List<(long First, long Last, double Share)> parts)
    {
        _grid = grid;
        _weights = new([.. parts.Select(static p => p.Share)]);
        _first = [.. parts.Select(static p => p.First)];
        _count = [.. parts.Select(static p => p.Last - p.First + 1)];
    }

    /// <summary>A maker by buckets on the axis of the grid.</summary>
    /// <param name="grid">The values.</param>
    /// <param name="buckets">Where they lie; those outside of the limits are left out.</param>
    /// <param name="usual">How far values go from an end of the limits when no bucket is left.</param>
    /// <returns>The maker, or null when no value is within the limits.</returns>
    public static GridMaker? Of(Grid grid, IEnumerable<(decimal Low, decimal High, double Share)> buckets, decimal usual)
    {
        List<(long, long, double)> parts = [];
        foreach ((decimal low, decimal high, double share) in buckets)
        {
            CellInterval bounds = CellInterval.Between(low, high);
            long first = grid.First(bounds), last = grid.Last(bounds);
            if (first <= last && share > 0)
            {
                // A bucket of which a part is left keeps that part of its share.
                decimal width = high - low, left = Math.Min(width, (last - first) * grid.Step);
                parts.Add((first, last, width <= grid.Step ? share : share * Math.Max((double)(left / width), 1e-6)));
            }
        }

        if (parts.Count == 0)
        {
            (long first, long last) = Usual(grid, CellInterval.All, usual);
            if (first > last)
            {
                return null;
            }

            parts.Add((first, last, 1));
        }

        return new(grid, parts);
    }

    public CellValue Make(ref CellRandom random)
    {
        int part = _weights.Pick(ref random);
        return _grid.At(_first[part] + random.Below(_count[part]));
    }

    public CellValue Make(ref CellRandom random, in CellInterval bounds)
    {
        long least = _grid.First(bounds), most = _grid.Last(bounds);
        if (least > most)
        {
            return _grid.At(bounds.Low is null ? most : least);
        }

        for (int i = 0; i < 4; i++)
        {
            int part = _weights.Pick(ref random);
            long number = _first[part] + random.Below(_count[part]);
            if (number >= least && number <= most)
            {
                return _grid.At(number);
            }
        }

        // Within what is usual as far as the bounds let it be, else as near to it as they allow.
        long usualFirst = _first[0], usualLast = _first[^1] + _count[^1] - 1;
        long span = Math.Max(1, Math.Min(usualLast - usualFirst, (long)1e15));
        long first = Math.Max(least, Math.Min(usualFirst, Math.Max(most, long.MinValue + span) - span));
        long last = Math.Min(most, Math.Max(usualLast, Math.Min(first, long.MaxValue - span) + span));
        return _grid.At(first + random.Below(last - first + 1));
    }

    private static (long First, long Last) Usual(Grid grid, CellInterval bounds, decimal usual)
    {
        long first = grid.First(bounds), last = grid.Last(bounds);
        long width = (long)Math.Clamp(usual / grid.Step, 1, 1e15m);
        bool hasLow = grid.Limits.Low is not null, hasHigh = grid.Limits.High is not null;
        if (first > last || (decimal)last - first <= width)
        {
            return (first, last);
        }

        // A type's own ends are far away: values start at nought where that is within, else at the nearer end.
        if (first <= 0 && last >= 0)
        {
            return (first, last) = (0, Math.Min(last, width));
        }

        return hasLow && (first > 0 || !hasHigh) ? (first, first + width) : (last - width, last);
    }
}
