using System.Buffers.Binary;

namespace Seatrial.Seeding.Masking.Ciphers;

/// <summary>
/// The numbers below a count, each to another of them, under a key. Below a million FF1 is not to be used (SP 800-38G,
/// revision 1), and all of them are shuffled; above, FF1 over bits is walked until it lands below the count.
/// </summary>
internal sealed class NumberCipher
{
    private const int Fewest = 1_000_000;

    private readonly UInt128 _count;
    private readonly int[] _shuffled = [];
    private readonly Ff1? _ff1;

    /// <param name="aes">The key.</param>
    /// <param name="count">How many numbers, from 1 to 2^126.</param>
    public NumberCipher(AesBlock aes, UInt128 count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, UInt128.One << 126);
        ArgumentOutOfRangeException.ThrowIfZero(count);
        _count = count;
        if (count <= Fewest)
        {
            _shuffled = Shuffle(aes, (int)count);
        }
        else
        {
            _ff1 = new(aes, 2, 128 - (int)UInt128.LeadingZeroCount(count - 1));
        }
    }

    /// <summary>The number for a number below the count.</summary>
    /// <param name="number">It.</param>
    /// <param name="tweak">What makes others; those of few numbers are the same for all.</param>
    public UInt128 Encrypt(UInt128 number, ReadOnlySpan<byte> tweak)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, _count);
        if (_ff1 is null)
        {
            return (UInt128)_shuffled[(int)number];
        }

        do
        {
            number = _ff1.Encrypt(number, tweak);
        }
        while (number >= _count);
        return number;
    }

    /// <summary>Fisher and Yates, with draws by AES of a counter; the bias of 64 bits for less than 2^20 is below 2^-44.</summary>
    private static int[] Shuffle(AesBlock aes, int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        Span<byte> block = stackalloc byte[AesBlock.Size];
        for (int i = count - 1; i > 0; i--)
        {
            block.Clear();
            BinaryPrimitives.WriteInt32BigEndian(block, count);
            BinaryPrimitives.WriteInt32BigEndian(block[12..], i);
            aes.Encrypt(block, block);
            int other = (int)Math.BigMul(BinaryPrimitives.ReadUInt64BigEndian(block), (ulong)i + 1, out _);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }

        return numbers;
    }
}
