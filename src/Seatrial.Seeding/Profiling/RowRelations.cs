using System.Collections.Immutable;
using Seatrial.Seeding.Profiles;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Profiling;

/// <summary>Tells which times come before which, and which numbers go together.</summary>
/// <param name="schema">The structure.</param>
/// <param name="table">The table.</param>
/// <param name="sample">The rows that were looked at.</param>
/// <param name="columns">Their values.</param>
/// <param name="release">Decides.</param>
internal sealed class RowRelations(DatabaseSchema schema, Table table, TableSample sample, IReadOnlyList<SampledColumn> columns, Release release)
{
    private const int MostTimes = 8;
    private const int MostNumbers = 6;
    private const double Nearly = 0.999;
    private const double Worth = 0.1;

    /// <summary>The pairs of times of which one is hardly ever behind the other.</summary>
    public IEnumerable<TimeOrder> TimeOrders()
    {
        NumberColumn[] times = [.. columns.OfType<NumberColumn>().Where(c => KindOf(c) is ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone).Take(MostTimes)];
        BucketTree buckets = new(sample, release);
        for (int i = 0; i < times.Length; i++)
        {
            for (int j = i + 1; j < times.Length; j++)
            {
                int[] both = Both(times[i], times[j]);
                if (sample.SupportOf(both).Subjects < release.Subjects)
                {
                    continue;
                }

                foreach ((NumberColumn before, NumberColumn after) in new[] { (times[i], times[j]), (times[j], times[i]) })
                {
                    release.Spend(1);
                    if (release.Noised(both.Count(r => before.Values[r] > after.Values[r]), sample.MostOfOne) > Math.Max(3 * sample.MostOfOne, both.Length * (1 - Nearly)))
                    {
                        continue;
                    }

                    double[] gaps = [.. Enumerable.Repeat(double.NaN, sample.Count)];
                    foreach (int row in both.Where(r => before.Values[r] <= after.Values[r]))
                    {
                        gaps[row] = after.Values[row] - before.Values[row];
                    }

                    if (buckets.Of(gaps, 1) is { IsEmpty: false } told)
                    {
                        yield return new(before.Column.Name, after.Column.Name, told);
                        break;
                    }
                }
            }
        }
    }

    /// <summary>The pairs of numbers that are large, or small, together.</summary>
    public IEnumerable<Correlation> Correlations()
    {
        NumberColumn[] numbers =
        [
            .. columns.OfType<NumberColumn>().Where(c => KindOf(c) is ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float or ScalarKind.Money
                && !table.ForeignKeys.Any(k => k.Columns.Contains(c.Column.Name, StringComparer.Ordinal)) && !table.UniqueKeys.Any(k => k.Parts.Any(p => p.Column == c.Column.Name))).Take(MostNumbers),
        ];
        for (int i = 0; i < numbers.Length; i++)
        {
            foreach (NumberColumn other in numbers[(i + 1)..])
            {
                int[] both = Both(numbers[i], other);
                if (sample.SupportOf(both).Subjects < 10 * release.Subjects)
                {
                    continue;
                }

                // One row moves a rank correlation of n rows by about 6/n at most.
                release.Spend(1);
                double rank = release.Noised(Spearman([.. both.Select(r => numbers[i].Values[r])], [.. both.Select(r => other.Values[r])]), 6.0 * sample.MostOfOne / both.Length);
                if (Math.Abs(rank) >= Worth)
                {
                    yield return new(numbers[i].Column.Name, other.Column.Name, Math.Round(Math.Clamp(rank, -1, 1), 1));
                }
            }
        }
    }

    /// <summary>Spearman's rank correlation; 0 where one of the two is always the same.</summary>
    public static double Spearman(double[] one, double[] other)
    {
        double[] x = Ranks(one), y = Ranks(other);
        double middle = (one.Length + 1) / 2.0, both = 0, xs = 0, ys = 0;
        for (int i = 0; i < x.Length; i++)
        {
            both += (x[i] - middle) * (y[i] - middle);
            xs += (x[i] - middle) * (x[i] - middle);
            ys += (y[i] - middle) * (y[i] - middle);
        }

        return xs == 0 || ys == 0 ? 0 : both / Math.Sqrt(xs * ys);
    }

    /// <summary>The place of each value among all, from 1; the same values share the middle of their places.</summary>
    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort([.. values], order);
        double[] ranks = new double[values.Length];
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && values[order[to]] == values[order[from]];)
            {
                to++;
            }

            for (int i = from; i < to; i++)
            {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
        }

        return ranks;
    }

    private ScalarKind? KindOf(SampledColumn column) => (DataTypes.Plain(schema, column.Column.Type) as DataType.Scalar)?.Kind;

    private static int[] Both(NumberColumn one, NumberColumn other) =>
        [.. Enumerable.Range(0, one.Values.Count).Where(i => double.IsFinite(one.Values[i]) && double.IsFinite(other.Values[i]))];
}
