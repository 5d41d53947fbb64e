using System.Numerics;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Planning;

/// <summary>The numbers below a count in another order, without a list of them: place to number and back at the same cost, whatever the count.</summary>
/// <remarks>
/// A Feistel network of four rounds over the next power of four, walked until it lands below the count (Black and Rogaway,
/// "Ciphers with arbitrary finite domains", 2002). It is for looks, not for secrecy.
/// </remarks>
internal sealed class Permutation
{
    private const int Rounds = 4;

    private readonly ulong[] _keys = new ulong[Rounds];
    private readonly int _bits;
    private readonly ulong _mask;

    /// <param name="count">How many numbers, above 0.</param>
    /// <param name="key">Which order.</param>
    /// <param name="of">Of whom, where a key stands for many: such as the number of a parent.</param>
    public Permutation(long count, CellKey key, long of = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
        _bits = Math.Max(1, (BitOperations.Log2((ulong)Math.Max(1, count - 1)) + 2) / 2);
        _mask = (1UL << _bits) - 1;
        for (int i = 0; i < Rounds; i++)
        {
            _keys[i] = key.Hash((ulong)of, (ulong)i);
        }
    }

    /// <summary>How many numbers there are.</summary>
    public long Count { get; }

    /// <summary>The number at a place.</summary>
    public long At(long place)
    {
        ulong value = (ulong)place;
        do
        {
            ulong left = value >> _bits, right = value & _mask;
            for (int i = 0; i < Rounds; i++)
            {
                (left, right) = (right, left ^ (Mix(right, _keys[i]) & _mask));
            }

            value = (left << _bits) | right;
        }
        while (value >= (ulong)Count);
        return (long)value;
    }

    /// <summary>The place of a number.</summary>
    public long PlaceOf(long number)
    {
        ulong value = (ulong)number;
        do
        {
            ulong left = value >> _bits, right = value & _mask;
            for (int i = Rounds - 1; i >= 0; i--)
            {
                (left, right) = (right ^ (Mix(left, _keys[i]) & _mask), left);
            }

            value = (left << _bits) | right;
        }
        while (value >= (ulong)Count);
        return (long)value;
    }

    /// <summary>The finalizer of MurmurHash3, keyed.</summary>
    private static ulong Mix(ulong value, ulong key)
    {
        ulong mixed = (value + 1) * 0x9E3779B97F4A7C15 ^ key;
        mixed = (mixed ^ (mixed >> 33)) * 0xff51afd7ed558ccd;
        mixed = (mixed ^ (mixed >> 33)) * 0xc4ceb9fe1a85ec53;
        return mixed ^ (mixed >> 33);
    }
}
