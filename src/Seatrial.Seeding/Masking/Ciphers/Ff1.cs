using System.Buffers.Binary;

namespace Seatrial.Seeding.Masking.Ciphers;

/// <summary>
/// FF1 of NIST SP 800-38G: numbers of so many numerals to numbers of as many, each to another. For numbers of at most 127
/// bits; what is longer is not a number that people call by its digits.
/// </summary>
internal sealed class Ff1
{
    private const int Rounds = 10;

    /// <summary>The bytes of a round's number that are used: 8 for a half, and 4 more, by the standard's fourth step.</summary>
    private const int LongestHalf = 8;

    private readonly AesBlock _aes;
    private readonly UInt128 _left;
    private readonly UInt128 _right;
    private readonly int _halfBytes;
    private readonly int _roundBytes;
    private readonly byte[] _head = new byte[AesBlock.Size];

    /// <param name="aes">The key.</param>
    /// <param name="radix">How many numerals there are.</param>
    /// <param name="length">How many a number has.</param>
    public Ff1(AesBlock aes, int radix, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radix, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        _aes = aes;
        int left = length / 2;
        _left = Power(radix, left);
        _right = Power(radix, length - left);
        int bits = 128 - (int)UInt128.LeadingZeroCount(_right - 1);
        _halfBytes = (bits + 7) / 8;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_halfBytes, LongestHalf, nameof(length));
        _roundBytes = (4 * ((_halfBytes + 3) / 4)) + 4;
        _head[0] = 1;
        _head[1] = 2;
        _head[2] = 1;
        _head[3] = (byte)(radix >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(_head.AsSpan(4), (ushort)radix);
        _head[6] = Rounds;
        _head[7] = (byte)left;
        BinaryPrimitives.WriteInt32BigEndian(_head.AsSpan(8), length);
    }

    /// <summary>The number for a number.</summary>
    /// <param name="number">It, below the radix to the power of the length.</param>
    /// <param name="tweak">What makes other numbers of the same key.</param>
    public UInt128 Encrypt(UInt128 number, ReadOnlySpan<byte> tweak)
    {
        (UInt128 one, UInt128 other) = UInt128.DivRem(number, _right);
        Span<byte> head = stackalloc byte[AesBlock.Size];
        _head.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head[12..], tweak.Length);
        _aes.Encrypt(head, head);
        int blocks = (tweak.Length + 1 + _halfBytes + AesBlock.Size - 1) / AesBlock.Size;
        Span<byte> message = blocks <= 8 ? stackalloc byte[blocks * AesBlock.Size] : new byte[blocks * AesBlock.Size];
        message.Clear();
        tweak.CopyTo(message);
        Span<byte> half = stackalloc byte[AesBlock.Size], chain = stackalloc byte[AesBlock.Size];
        for (int round = 0; round < Rounds; round++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(half, other);
            half[^_halfBytes..].CopyTo(message[^_halfBytes..]);
            message[^(_halfBytes + 1)] = (byte)round;
            head.CopyTo(chain);
            for (int i = 0; i < message.Length; i += AesBlock.Size)
            {
                for (int j = 0; j < AesBlock.Size; j++)
                {
                    chain[j] ^= message[i + j];
                }

                _aes.Encrypt(chain, chain);
            }

            UInt128 modulus = round % 2 == 0 ? _left : _right;
            UInt128 drawn = BinaryPrimitives.ReadUInt128BigEndian(chain) >> (8 * (AesBlock.Size - _roundBytes));
            (one, other) = (other, Rest(one + drawn, modulus));
        }

        return (one * _right) + other;
    }

    /// <summary>The rest by a modulus; powers of two, which are asked for most, without a division.</summary>
    private static UInt128 Rest(UInt128 number, UInt128 modulus) => UInt128.IsPow2(modulus) ? number & (modulus - 1) : number % modulus;

    private static UInt128 Power(int radix, int count)
    {
        UInt128 power = UInt128.One;
        for (int i = 0; i < count; i++)
        {
            power = checked(power * (uint)radix);
        }

        return power;
    }
}
