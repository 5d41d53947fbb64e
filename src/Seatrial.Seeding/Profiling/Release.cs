namespace Seatrial.Seeding.Profiling;

/// <summary>
/// Decides what may be known of production outside of it, and adds noise to it: counts get discrete Laplace noise, and a
/// value is kept by a chance that grows with the subjects behind it. It counts what that costs.
/// </summary>
/// <remarks>
/// Partition selection by Desfontaines, Voss, Gipson and Mandayam, "Differentially private partition selection" (2022):
/// keep(n) = min(keep(n-1)·e^ε + δ, 1 - e^-ε·(1 - keep(n-1) - δ), 1), keep(0) = 0. The threshold of k stands before it: of n
/// subjects n - k + 1 count, so that whether somebody is the k-th shows with a probability of δ only.
/// </remarks>
/// <param name="subjects">The least number of distinct subjects behind anything released.</param>
/// <param name="epsilon">The privacy loss of each statistic.</param>
/// <param name="delta">The probability with which a value's mere presence may show.</param>
internal sealed class Release(int subjects, double epsilon, double delta)
{
    private readonly double[] _keep = Keep(epsilon, delta);
    private int _statistics;

    /// <summary>The least number of subjects.</summary>
    public int Subjects => subjects;

    /// <summary>How many statistics were released, a whole histogram being one: nobody's rows are in two of its groups at once.</summary>
    public int Statistics => _statistics;

    /// <summary>Says that statistics were made.</summary>
    public void Spend(int statistics) => Interlocked.Add(ref _statistics, statistics);

    /// <summary>Whether something with this behind it is released.</summary>
    public bool Keeps(Support support) => support.Subjects >= subjects && Chance.Uniform() < ChanceOf(support.Firsts);

    /// <summary>The probability with which something that so many subjects share is released.</summary>
    public double ChanceOf(long sharing) => _keep[Math.Clamp(sharing - subjects + 1, 0, _keep.Length - 1)];

    /// <summary>A count with noise, not below 0. To be spent by the caller, once for all groups of a histogram.</summary>
    /// <param name="count">The count.</param>
    /// <param name="most">How much of it can be one subject's.</param>
    public long Noised(long count, int most) => Math.Max(0, count + Chance.Laplace(most / epsilon));

    /// <summary>The same of what is no count, with what one subject can change of it.</summary>
    public double Noised(double value, double most) => value + (Chance.Laplace(1_000_000 * most / epsilon) / 1_000_000.0);

    /// <summary>Shares of a whole from counts, with noise: together 1, or less where they are not all. One statistic.</summary>
    /// <param name="counts">The counts of groups; the last is that of all others, which is not told.</param>
    /// <param name="most">How much of them can be one subject's.</param>
    /// <param name="digits">To how many digits.</param>
    public double[] Shares(IReadOnlyList<long> counts, int most, int digits = 3)
    {
        Spend(1);
        long[] noised = [.. counts.Select(c => Noised(c, most))];
        double all = Math.Max(1, noised.Sum());
        return [.. noised.Select(n => Math.Round(n / all, digits))];
    }

    /// <summary>A number of subjects, noised and rounded down to two digits, not below the threshold.</summary>
    public long Rounded(long count) => Math.Max(subjects, Down(Noised(count, 1)));

    /// <summary>A number down to its first two digits.</summary>
    public static long Down(long count)
    {
        long unit = 1;
        while (count / unit >= 100)
        {
            unit *= 10;
        }

        return count / unit * unit;
    }

    private static double[] Keep(double epsilon, double delta)
    {
        List<double> keep = [0];
        while (keep[^1] < 1 && keep.Count < 100_000)
        {
            double last = keep[^1];
            keep.Add(Math.Min(Math.Min((last * Math.Exp(epsilon)) + delta, 1 - (Math.Exp(-epsilon) * (1 - last - delta))), 1));
        }

        return [.. keep];
    }
}
