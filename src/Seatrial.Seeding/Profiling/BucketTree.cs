using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;

namespace Seatrial.Seeding.Profiling;

/// <summary>
/// Where numbers lie, in buckets whose lines are the same for all data: powers of two, and fourths of fourths between them.
/// A part is told apart only where enough subjects are in it, so that no line is anybody's value, and what few have, such as
/// the least and the greatest value, does not show.
/// </summary>
/// <param name="sample">Whose rows they are.</param>
/// <param name="release">Decides.</param>
internal sealed class BucketTree(TableSample sample, Release release)
{
    private const int Parts = 4;
    private const int MostLeaves = 40;
    private const double Enough = 0.9;
    private const int LeastPower = -20;

    /// <summary>The buckets of a column; none where too few are there to tell.</summary>
    /// <param name="values">The value of each row; not a number where there is none.</param>
    /// <param name="unit">What all values are multiples of; 0 when that is not known.</param>
    public ImmutableArray<Bucket> Of(IReadOnlyList<double> values, double unit)
    {
        unit = unit < 1e-9 ? 0 : unit;
        int[] rows = [.. Enumerable.Range(0, values.Count).Where(i => double.IsFinite(values[i]))];
        double[] sorted = [.. rows.Select(i => values[i])];
        Array.Sort(sorted, rows);
        Walk walk = new(sample, release, sorted, rows, unit);
        List<Leaf> leaves = walk.All();
        if (leaves.Count == 0)
        {
            return [];
        }

        release.Spend(walk.Depth);
        double[] shares = release.Shares([.. leaves.Select(static l => l.Rows)], sample.MostOfOne, digits: 4);
        return [.. leaves.Zip(shares, (leaf, share) => BucketOf(leaf, unit, share)).Where(static b => b.Share > 0)];
    }

    private static Bucket BucketOf(Leaf leaf, double unit, double share)
    {
        if (leaf.Low == 0 && leaf.High == 0)
        {
            return new(0, 0, share);
        }

        // Decimals, since 0.07 is no multiple of 0.01 as a double.
        if (unit <= 0 || Math.Abs(leaf.Low) > 1e15 || Math.Abs(leaf.High) > 1e15)
        {
            return new(leaf.Low, leaf.High, share);
        }

        decimal step = (decimal)unit, low = Math.Ceiling((decimal)leaf.Low / step) * step, high = (Math.Ceiling((decimal)leaf.High / step) - 1) * step;
        return new((double)low, (double)Math.Max(low, high), share);
    }

    /// <summary>A part: from its low end to below its high end.</summary>
    private sealed record Leaf(double Low, double High, long Rows);

    /// <summary>Goes through the values of one column.</summary>
    private sealed class Walk(TableSample sample, Release release, double[] sorted, int[] rows, double unit)
    {
        private readonly long _split = Math.Max(3L * release.Subjects, rows.Length / MostLeaves);

        /// <summary>How many times each value was looked at in some histogram.</summary>
        public int Depth { get; private set; }

        /// <summary>Powers of two where enough are in them; else several together.</summary>
        public List<Leaf> All()
        {
            List<(int Key, int From, int To)> powers = [];
            for (int from = 0, to; from < sorted.Length; from = to)
            {
                int key = Power(sorted[from]);
                for (to = from + 1; to < sorted.Length && Power(sorted[to]) == key;)
                {
                    to++;
                }

                powers.Add((key, from, to));
            }

            foreach (int width in (int[])[1, 2, 4, 16])
            {
                Depth++;
                List<(double Low, double High, int From, int To)> kept =
                [
                    .. powers.GroupBy(p => p.Key == 0 ? 0 : Math.Sign(p.Key) * (1 + ((Math.Abs(p.Key) - 1) / width)))
                        .Select(g => (Group: g.Key, g.First().From, g.Last().To))
                        .Where(g => Keeps(g.From, g.To))
                        .Select(g => (Ends(g.Group, width).Low, Ends(g.Group, width).High, g.From, g.To)),
                ];
                if (kept.Sum(static k => k.To - k.From) >= sorted.Length * Enough || width == 16)
                {
                    return [.. kept.SelectMany(k => Split(k.Low, k.High, k.From, k.To, Depth))];
                }
            }

            return [];
        }

        /// <summary>The number of the power of two that a value lies behind: 0 for zero, below 0 for values below it.</summary>
        private static int Power(double value)
        {
            double size = Math.Abs(value);
            if (size < Math.Pow(2, LeastPower))
            {
                return 0;
            }

            int power = (int)Math.Floor(Math.Log2(size));
            power = Math.Pow(2, power) > size ? power - 1 : Math.Pow(2, power + 1) <= size ? power + 1 : power;

            if (value > 0)
            {
                return power - LeastPower + 1;
            }

            // Every part begins with its low end, so that -4 lies in -4 to -2.
            return -Math.Max(1, (Math.Pow(2, power) == size ? power - 1 : power) - LeastPower + 1);
        }

        private static (double Low, double High) Ends(int group, int width)
        {
            if (group == 0)
            {
                return (0, 0);
            }

            int first = ((Math.Abs(group) - 1) * width) + LeastPower;
            (double low, double high) = (Math.Pow(2, first), Math.Pow(2, first + width));
            return group > 0 ? (low, high) : (-high, -low);
        }

        private List<Leaf> Split(double low, double high, int from, int to, int depth)
        {
            Leaf whole = new(low, high, to - from);
            double part = (high - low) / Parts;
            part = unit > 0 && part < unit ? Math.Max(unit, (high - low) / 2) : part;
            if (whole.Rows <= _split || part <= 0 || high - low <= unit || low + part <= low)
            {
                return [whole];
            }

            Depth = Math.Max(Depth, depth + 1);
            List<(double Low, double High, int From, int To, bool IsKept)> parts = Kept(low, high, part, from, to);
            if (!parts.Any(static p => p.IsKept))
            {
                return [whole];
            }

            List<Leaf> leaves = [];
            long loose = 0;
            foreach ((double start, double end, int first, int last, bool isKept) in parts)
            {
                if (!isKept)
                {
                    // Too few to be told: they count where their neighbours are, and no line moves for them.
                    loose += last - first;
                    continue;
                }

                List<Leaf> split = Split(start, end, first, last, depth + 1);
                split[0] = split[0] with { Rows = split[0].Rows + loose };
                loose = 0;
                leaves.AddRange(split);
            }

            leaves[^1] = leaves[^1] with { Rows = leaves[^1].Rows + loose };
            return leaves;
        }

        /// <summary>The parts of a part; those with too few in them are put together with those that follow until there are enough.</summary>
        private List<(double Low, double High, int From, int To, bool IsKept)> Kept(double low, double high, double part, int from, int to)
        {
            List<(double Low, double High, int From, int To, bool IsKept)> parts = [];

            // Parts with few in them begin where the last told one ends, and not where somebody is.
            (double edge, int told) = (low, from);
            for (double start = low; ; start += part)
            {
                double end = start + (1.5 * part) > high ? high : start + part;
                int first = First(start, from, to), last = end == high ? to : First(end, from, to);
                if (last > first && Keeps(first, last))
                {
                    parts.Add((edge, start, told, first, false));
                    parts.Add((start, end, first, last, true));
                    (edge, told) = (end, last);
                }
                else if (last > first && told < first && Keeps(told, last))
                {
                    parts.Add((edge, end, told, last, true));
                    (edge, told) = (end, last);
                }

                if (end == high)
                {
                    parts.Add((edge, high, told, to, false));
                    return parts;
                }
            }
        }

        private int First(double value, int from, int to)
        {
            while (from < to)
            {
                int middle = (from + to) / 2;
                if (sorted[middle] < value)
                {
                    from = middle + 1;
                }
                else
                {
                    to = middle;
                }
            }

            return from;
        }

        private bool Keeps(int from, int to) => release.Keeps(sample.SupportOf(rows.AsSpan(from, to - from)));
    }
}
