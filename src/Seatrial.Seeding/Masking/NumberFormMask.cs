using System.Globalization;
using Seatrial.Core;
using Seatrial.Seeding.Masking.Ciphers;

namespace Seatrial.Seeding.Masking;

/// <summary>A whole number for a whole number, each another: from 1 to a bound by FF1, negative ones as their opposites, and 0 as itself.</summary>
internal sealed class NumberFormMask : IColumnMask
{
    private readonly AesBlock _aes;
    private readonly NumberCipher _cipher;

    /// <param name="key">The key.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="most">The bound.</param>
    public NumberFormMask(MaskKey key, string domain, long most)
    {
        Most = most;
        _aes = new(key.Derive(domain, "form", 32));
        _cipher = new(_aes, (UInt128)(ulong)most);
    }

    /// <summary>The largest number that can be masked.</summary>
    public long Most { get; }

    public double Bits => double.PositiveInfinity;

    public bool IsCaseSafe => true;

    /// <summary>The bound for numbers of so many bytes: half of them, so that those which the database gives afterwards lie above.</summary>
    public static long BoundOf(int bytes) => bytes switch { <= 2 => short.MaxValue / 2, <= 4 => int.MaxValue / 2, _ => (1L << 52) - 1 };

    public string? Mask(string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) || number > Most || number < -Most)
        {
            throw new SeatrialException("seed-mask-value", string.Create(CultureInfo.InvariantCulture, $"`fpe` takes whole numbers up to {Most}, and a value is none"));
        }

        if (number == 0)
        {
            return value;
        }

        long other = (long)_cipher.Encrypt((UInt128)(ulong)(Math.Abs(number) - 1), []) + 1;
        return (number < 0 ? -other : other).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => _aes.Dispose();
}
