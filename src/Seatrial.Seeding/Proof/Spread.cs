namespace Seatrial.Seeding.Proof;

/// <summary>
/// How much more counts vary than those of independent readings, since what one seed makes hangs together: a few parents get
/// most of the children, one word fills a column. It is measured between seeds, by moments, with the upper end of its confidence.
/// </summary>
internal sealed class Spread
{
    private readonly List<(long Lookups, long Count)> _seeds = [];
    private long _lookups;
    private long _count;

    /// <summary>All of a seed was counted.</summary>
    /// <param name="lookups">Readings since the beginning.</param>
    /// <param name="count">What was counted of them.</param>
    public void End(long lookups, long count)
    {
        if (lookups > _lookups)
        {
            _seeds.Add((lookups - _lookups, count - _count));
            (_lookups, _count) = (lookups, count);
        }
    }

    /// <summary>Variance over mean of the count among so many readings of one seed; 1 where readings are independent, and never less.</summary>
    public double At(long lookups)
    {
        if (_seeds.Count < 3 || _count == 0)
        {
            return 1;
        }

        double rate = (double)_count / _lookups, own = _seeds.Average(static s => 1.0 / s.Lookups) * rate;
        double mean = _seeds.Average(static s => (double)s.Count / s.Lookups);
        double variance = _seeds.Sum(s => Math.Pow(((double)s.Count / s.Lookups) - mean, 2)) / (_seeds.Count - 1);
        double between = Math.Max(0, (variance * Upper(_seeds.Count - 1)) - own);
        return 1 + (lookups * between / rate);
    }

    /// <summary>By how much a variance of so many degrees of freedom is too small at most, but for one time in two hundred: Wilson and Hilferty, PNAS 17, 1931.</summary>
    private static double Upper(int freedom)
    {
        double part = 2.0 / (9 * freedom), root = 1 - part - (2.576 * Math.Sqrt(part));
        return 1 / Math.Pow(Math.Max(0.1, root), 3);
    }
}
