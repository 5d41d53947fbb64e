using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Seatrial.Seeding.Masking.Ciphers;

/// <summary>
/// AES of single blocks (FIPS 197), by the processor's own instructions where it has them: the platform's API takes some
/// microseconds a call, and FF1 needs ten calls a value.
/// </summary>
internal sealed class AesBlock : IDisposable
{
    public const int Size = 16;

    private static readonly byte[] Substitutes = MakeSubstitutes();

    private readonly Vector128<byte>[] _rounds = [];
    private readonly Aes? _portable;

    /// <param name="key">16, 24 or 32 bytes.</param>
    /// <param name="isPortable">Whether to leave the processor's instructions alone.</param>
    public AesBlock(ReadOnlySpan<byte> key, bool isPortable = false)
    {
        if (X86Aes.IsSupported && !isPortable)
        {
            _rounds = Expand(key);
            return;
        }

        _portable = Aes.Create();
        _portable.Key = key.ToArray();
    }

    /// <summary>Encrypts a block.</summary>
    /// <param name="block">It.</param>
    /// <param name="into">Where to; may be the same.</param>
    public void Encrypt(ReadOnlySpan<byte> block, Span<byte> into)
    {
        if (_portable is not null)
        {
            _portable.EncryptEcb(block[..Size], into[..Size], PaddingMode.None);
            return;
        }

        Vector128<byte>[] rounds = _rounds;
        Vector128<byte> state = Vector128.Create(block[..Size]) ^ rounds[0];
        for (int i = 1; i < rounds.Length - 1; i++)
        {
            state = X86Aes.Encrypt(state, rounds[i]);
        }

        X86Aes.EncryptLast(state, rounds[^1]).CopyTo(into);
    }

    public void Dispose() => _portable?.Dispose();

    /// <summary>FIPS 197, 5.2.</summary>
    private static Vector128<byte>[] Expand(ReadOnlySpan<byte> key)
    {
        int words = key.Length / 4, rounds = words + 6;
        uint[] expanded = new uint[4 * (rounds + 1)];
        uint constant = 1;
        for (int i = 0; i < expanded.Length; i++)
        {
            if (i < words)
            {
                expanded[i] = BinaryPrimitives.ReadUInt32BigEndian(key[(4 * i)..]);
                continue;
            }

            uint before = expanded[i - 1];
            if (i % words == 0)
            {
                before = Substitute(uint.RotateLeft(before, 8)) ^ (constant << 24);
                constant = (constant << 1) ^ ((constant & 0x80) == 0 ? 0 : 0x11bu);
            }
            else if (words > 6 && i % words == 4)
            {
                before = Substitute(before);
            }

            expanded[i] = expanded[i - words] ^ before;
        }

        byte[] bytes = new byte[Size];
        Vector128<byte>[] keys = new Vector128<byte>[rounds + 1];
        for (int i = 0; i < keys.Length; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * j), expanded[(4 * i) + j]);
            }

            keys[i] = Vector128.Create(bytes);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return keys;
    }

    private static uint Substitute(uint word) =>
        ((uint)Substitutes[word >> 24] << 24) | ((uint)Substitutes[(word >> 16) & 0xff] << 16) | ((uint)Substitutes[(word >> 8) & 0xff] << 8) | Substitutes[word & 0xff];

    /// <summary>The inverses in GF(2^8), by a generator and its inverse, each through the affine map of FIPS 197, 5.1.1.</summary>
    private static byte[] MakeSubstitutes()
    {
        byte[] substitutes = new byte[256];
        byte power = 1, inverse = 1;
        do
        {
            power = (byte)(power ^ (power << 1) ^ ((power & 0x80) == 0 ? 0 : 0x1b));
            inverse ^= (byte)(inverse << 1);
            inverse ^= (byte)(inverse << 2);
            inverse ^= (byte)(inverse << 4);
            inverse ^= (byte)((inverse & 0x80) == 0 ? 0 : 0x09);
            substitutes[power] = (byte)(inverse ^ byte.RotateLeft(inverse, 1) ^ byte.RotateLeft(inverse, 2) ^ byte.RotateLeft(inverse, 3) ^ byte.RotateLeft(inverse, 4) ^ 0x63);
        }
        while (power != 1);
        substitutes[0] = 0x63;
        return substitutes;
    }
}
