using System.Text;
using Seatrial.Seeding.Masking.Ciphers;

namespace Seatrial.Seeding.Masking;

/// <summary>Letters and digits that are the text encrypted by AES-SIV: no two texts share them, whatever there is.</summary>
internal sealed class TokenMask : IColumnMask
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly AesSiv _siv;

    public TokenMask(MaskKey key, string domain) => _siv = new(key.Derive(domain, "siv", 64));

    public double Bits => double.PositiveInfinity;

    public bool IsCaseSafe => true;

    /// <summary>How long a token is.</summary>
    /// <param name="bytes">The bytes of the text, in UTF-8.</param>
    public static long LengthOf(long bytes) => (((bytes + AesSiv.Added) * 8) + 4) / 5;

    public string? Mask(string value)
    {
        byte[] sealedText = _siv.Seal(Encoding.UTF8.GetBytes(value));
        return string.Create((int)LengthOf(sealedText.Length - AesSiv.Added), sealedText, static (span, bytes) =>
        {
            int held = 0, bits = 0, next = 0;
            for (int i = 0; i < span.Length; i++)
            {
                if (bits < 5)
                {
                    held = (held << 8) | (next < bytes.Length ? bytes[next++] : 0);
                    bits += 8;
                }

                bits -= 5;
                span[i] = Letters[(held >> bits) & 31];
            }
        });
    }

    public void Dispose() => _siv.Dispose();
}
