using System.Runtime.InteropServices;

namespace Seatrial.Seeding.Values;

/// <summary>Numbers that look random and belong to one cell. A struct: pass it by reference to go on drawing.</summary>
/// <param name="key">Whose values they are.</param>
/// <param name="row">Of which row.</param>
/// <param name="attempt">How many candidates for the row were refused.</param>
[StructLayout(LayoutKind.Auto)]
internal struct CellRandom(CellKey key, ulong row, int attempt)
{
    private ulong _draw = (ulong)attempt << 32;

    /// <summary>64 bits.</summary>
    public ulong Next() => key.Hash(row, _draw++);

    /// <summary>From 0 to below 1, in steps of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below a bound, all as likely.</summary>
    /// <param name="bound">The bound, above 0.</param>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Whether something happens that does so with a probability.</summary>
    /// <param name="probability">0 to 1.</param>
    public bool Happens(double probability) => NextDouble() < probability;
}
