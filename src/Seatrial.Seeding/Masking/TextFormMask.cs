using System.Buffers.Binary;
using Seatrial.Core;
using Seatrial.Seeding.Masking.Ciphers;

namespace Seatrial.Seeding.Masking;

/// <summary>
/// A text for a text of the same form, each another: digits for digits, small letters for small ones, capitals for
/// capitals; what is neither stays. By FF1 over the number that digits and letters make; long texts in pieces, of which each
/// has what became of the one before as its tweak.
/// </summary>
internal sealed class TextFormMask : IColumnMask
{
    /// <summary>26 to the power of 24 has 113 bits.</summary>
    private const int Longest = 24;

    /// <summary>Forms are few in a column; who has more than this pays for making them anew.</summary>
    private const int MostCiphers = 256;

    private readonly AesBlock _aes;
    private readonly Dictionary<UInt128, NumberCipher> _ciphers = [];

    public TextFormMask(MaskKey key, string domain) => _aes = new(key.Derive(domain, "form", 32));

    public double Bits => double.PositiveInfinity;

    public bool IsCaseSafe => false;

    public string? Mask(string value)
    {
        char[] text = value.ToCharArray();
        int count = 0;
        foreach (char one in text)
        {
            if (char.IsAsciiLetterOrDigit(one))
            {
                count++;
            }
            else if (char.IsLetterOrDigit(one) || char.IsSurrogate(one))
            {
                throw new SeatrialException("seed-mask-value", "`fpe` takes letters from A to Z and digits, and a value has others; `token` takes all");
            }
        }

        int pieces = (count + Longest - 1) / Longest;
        Span<byte> tweak = stackalloc byte[AesBlock.Size];
        int at = 0;
        for (int i = 0; i < pieces; i++)
        {
            int length = (count / pieces) + (i < count % pieces ? 1 : 0);
            UInt128 masked = MaskPiece(text, ref at, length, i == 0 ? [] : tweak);
            BinaryPrimitives.WriteUInt128BigEndian(tweak, masked);
        }

        return new string(text);
    }

    public void Dispose() => _aes.Dispose();

    private UInt128 MaskPiece(char[] text, ref int at, int length, ReadOnlySpan<byte> tweak)
    {
        Span<int> places = stackalloc int[length];
        UInt128 number = 0, size = 1;
        for (int i = 0; i < length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
            {
                (char first, uint radix) = Class(text[at]);
                number = (number * radix) + (uint)(text[at] - first);
                size *= radix;
                places[i++] = at;
            }
        }

        UInt128 masked = number = Cipher(size).Encrypt(number, tweak);
        for (int i = length - 1; i >= 0; i--)
        {
            (char first, uint radix) = Class(text[places[i]]);
            (number, UInt128 rest) = UInt128.DivRem(number, radix);
            text[places[i]] = (char)(first + (uint)rest);
        }

        return masked;
    }

    private NumberCipher Cipher(UInt128 size)
    {
        if (_ciphers.TryGetValue(size, out NumberCipher? cipher))
        {
            return cipher;
        }

        if (_ciphers.Count >= MostCiphers)
        {
            _ciphers.Clear();
        }

        return _ciphers[size] = new(_aes, size);
    }

    private static (char First, uint Radix) Class(char one) => one switch
    {
        <= '9' => ('0', 10),
        <= 'Z' => ('A', 26),
        _ => ('a', 26),
    };
}
