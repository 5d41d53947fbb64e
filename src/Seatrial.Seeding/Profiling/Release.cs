using System.Security.Cryptography;

namespace Seatrial.Seeding.Profiling;

/// <summary>
/// Decides what may be known of production outside of it, and adds noise to it: counts get discrete Laplace noise, and a
/// value is kept by chance that grows with the subjects behind it. All chance is the system's own, of the cryptographic kind.
/// </summary>
/// <remarks>
/// Partition selection by Desfontaines, Voss, Gipson and Mandayam, "Differentially private partition selection" (2022):
/// keep(n) = min(keep(n-1)·e^ε + δ, 1 - e^-ε·(1 - keep(n-1) - δ), 1), keep(0) = 0. Discrete Laplace noise as the difference of
/// two geometric numbers, by Ghosh, Roughgarden and Sundararajan (2009).
/// </remarks>
internal sealed class Release(int subjects, double epsilon, double delta)
{
    private readonly double[] _keep = Keep(epsilon, delta);
    private int _statistics;

    /// <summary>The least number of subjects.</summary>
    public int Subjects => subjects;

    /// <summary>How many noised statistics were released.</summary>
    public int Statistics => _statistics;

    /// <summary>Whether a value that so many subjects share is released.</summary>
    public bool Keeps(long sharing) => sharing >= subjects && Uniform() < _keep[Math.Min(sharing, _keep.Length - 1)];

    /// <summary>A count with noise, not below 0.</summary>
    public long Noised(long count)
    {
        Interlocked.Increment(ref _statistics);
        double stop = Math.Exp(-epsilon);
        return Math.Max(0, count + Geometric(stop) - Geometric(stop));
    }

    /// <summary>A number of subjects, noised and rounded down to two digits, not below the threshold.</summary>
    public long Rounded(long count) => Math.Max(subjects, Down(Noised(count)));

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

    /// <summary>A share from two counts, both noised; to three digits.</summary>
    public double Share(long part, long whole) => whole <= 0 ? 0 : Math.Round(Math.Clamp(Noised(part) / (double)Math.Max(1, whole), 0, 1), 3);

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

    private static double Uniform() => (BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 11) * (1.0 / (1UL << 53));

    private static long Geometric(double stop) => (long)Math.Floor(Math.Log(1 - Uniform()) / Math.Log(stop));
}
