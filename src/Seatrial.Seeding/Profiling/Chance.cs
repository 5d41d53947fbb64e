using System.Security.Cryptography;

namespace Seatrial.Seeding.Profiling;

/// <summary>Chance that nobody can foresee: the system's, of the cryptographic kind.</summary>
internal static class Chance
{
    /// <summary>From 0 to below 1, in steps of 2^-53.</summary>
    public static double Uniform()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>From 0 to below a bound, all as likely.</summary>
    public static int Below(int bound) => RandomNumberGenerator.GetInt32(bound);

    /// <summary>
    /// A whole number around 0, of the discrete Laplace distribution: the difference of two geometric ones, by Ghosh,
    /// Roughgarden and Sundararajan (2009).
    /// </summary>
    /// <param name="scale">Its scale, above 0.</param>
    public static long Laplace(double scale) => Geometric(scale) - Geometric(scale);

    // 1 - Uniform() is never 0, whose logarithm there is none.
    private static long Geometric(double scale) => (long)Math.Floor(-Math.Log(1 - Uniform()) * scale);
}
