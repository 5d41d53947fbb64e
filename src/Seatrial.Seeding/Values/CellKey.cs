using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Seatrial.Seeding.Values;

/// <summary>
/// What makes a column's values its own: the same seed, table and column make the same values, whatever other tables,
/// columns and rows there are, and in whatever order they are made.
/// </summary>
/// <remarks>SipHash-2-4 by Aumasson and Bernstein (https://www.aumasson.jp/siphash/), keyed with 128 bits of an HMAC-SHA256 of the names.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellKey
{
    private readonly ulong _k0;
    private readonly ulong _k1;

    private CellKey(ulong k0, ulong k1) => (_k0, _k1) = (k0, k1);

    /// <summary>The key of a thing by its names, such as table and column.</summary>
    /// <param name="seed">The seed of the whole.</param>
    /// <param name="names">The names; no two lists of names share a key.</param>
    public static CellKey Of(ulong seed, params ReadOnlySpan<string> names)
    {
        Span<byte> key = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(key, seed);
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[4];
        foreach (string name in names)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            hash.AppendData(length);
            hash.AppendData(text);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }

    /// <summary>64 bits that look random, of two numbers: a row and a draw.</summary>
    public ulong Hash(ulong row, ulong draw)
    {
        ulong v0 = _k0 ^ 0x736f6d6570736575, v1 = _k1 ^ 0x646f72616e646f6d, v2 = _k0 ^ 0x6c7967656e657261, v3 = _k1 ^ 0x7465646279746573;
        Compress(row, ref v0, ref v1, ref v2, ref v3);
        Compress(draw, ref v0, ref v1, ref v2, ref v3);
        Compress(16UL << 56, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// <summary>The draws of a row.</summary>
    /// <param name="row">The row's number, from 0.</param>
    /// <param name="attempt">How many candidates for it were refused.</param>
    public CellRandom At(long row, int attempt = 0) => new(this, (ulong)row, attempt);

    private static void Compress(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
