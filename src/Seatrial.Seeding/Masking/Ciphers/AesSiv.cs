using System.Security.Cryptography;

namespace Seatrial.Seeding.Masking.Ciphers;

/// <summary>AES-SIV of RFC 5297: the same text under the same key is the same ciphertext, and no other text is.</summary>
internal sealed class AesSiv : IDisposable
{
    /// <summary>How many bytes a ciphertext is longer than its text.</summary>
    public const int Added = AesBlock.Size;

    private readonly AesBlock _authentication;
    private readonly AesBlock _encryption;
    private readonly byte[] _one = new byte[AesBlock.Size];
    private readonly byte[] _two = new byte[AesBlock.Size];

    /// <param name="key">32, 48 or 64 bytes: half for authentication, half for encryption.</param>
    public AesSiv(ReadOnlySpan<byte> key)
    {
        _authentication = new(key[..(key.Length / 2)]);
        _encryption = new(key[(key.Length / 2)..]);
        _authentication.Encrypt(_one, _one);
        Double(_one);
        _one.CopyTo(_two, 0);
        Double(_two);
    }

    /// <summary>Encrypts a text.</summary>
    /// <param name="text">It.</param>
    /// <param name="beside">What is authenticated along with it.</param>
    public byte[] Seal(ReadOnlySpan<byte> text, params ReadOnlySpan<byte[]> beside)
    {
        byte[] result = new byte[Added + text.Length];
        Vector(text, beside, result);
        Span<byte> counter = stackalloc byte[AesBlock.Size], stream = stackalloc byte[AesBlock.Size];
        result.AsSpan(0, Added).CopyTo(counter);
        counter[8] &= 0x7f;
        counter[12] &= 0x7f;
        for (int i = 0; i < text.Length; i++)
        {
            if (i % AesBlock.Size == 0)
            {
                _encryption.Encrypt(counter, stream);
                for (int j = AesBlock.Size - 1; j >= 0 && ++counter[j] == 0; j--)
                {
                }
            }

            result[Added + i] = (byte)(text[i] ^ stream[i % AesBlock.Size]);
        }

        return result;
    }

    public void Dispose()
    {
        _authentication.Dispose();
        _encryption.Dispose();
        CryptographicOperations.ZeroMemory(_one);
        CryptographicOperations.ZeroMemory(_two);
    }

    /// <summary>S2V, section 2.4.</summary>
    private void Vector(ReadOnlySpan<byte> text, ReadOnlySpan<byte[]> beside, Span<byte> into)
    {
        Span<byte> sum = stackalloc byte[AesBlock.Size], one = stackalloc byte[AesBlock.Size];
        sum.Clear();
        Mac(sum, sum);
        foreach (byte[] each in beside)
        {
            Double(sum);
            Mac(each, one);
            Add(sum, one);
        }

        if (text.Length >= AesBlock.Size)
        {
            byte[] whole = text.ToArray();
            Add(whole.AsSpan(^AesBlock.Size..), sum);
            Mac(whole, into);
            return;
        }

        Double(sum);
        one.Clear();
        text.CopyTo(one);
        one[text.Length] = 0x80;
        Add(sum, one);
        Mac(sum, into);
    }

    /// <summary>CMAC of NIST SP 800-38B.</summary>
    private void Mac(ReadOnlySpan<byte> text, Span<byte> into)
    {
        Span<byte> state = stackalloc byte[AesBlock.Size], last = stackalloc byte[AesBlock.Size];
        state.Clear();
        while (text.Length > AesBlock.Size)
        {
            Add(state, text[..AesBlock.Size]);
            _authentication.Encrypt(state, state);
            text = text[AesBlock.Size..];
        }

        last.Clear();
        text.CopyTo(last);
        if (text.Length < AesBlock.Size)
        {
            last[text.Length] = 0x80;
        }

        Add(state, last);
        Add(state, text.Length == AesBlock.Size ? _one : _two);
        _authentication.Encrypt(state, into);
    }

    private static void Add(Span<byte> to, ReadOnlySpan<byte> other)
    {
        for (int i = 0; i < AesBlock.Size; i++)
        {
            to[i] ^= other[i];
        }
    }

    private static void Double(Span<byte> block)
    {
        int carry = block[0] >> 7;
        for (int i = 0; i < AesBlock.Size; i++)
        {
            block[i] = (byte)((block[i] << 1) | (i + 1 < AesBlock.Size ? block[i + 1] >> 7 : 0));
        }

        block[^1] ^= (byte)(carry * 0x87);
    }
}
