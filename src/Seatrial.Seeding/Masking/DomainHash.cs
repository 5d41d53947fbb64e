using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>HMAC-SHA256 of texts under the key of a domain, and draws from it. Not for several threads.</summary>
internal sealed class DomainHash : IDisposable
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>How many letters <see cref="Tag"/> can make: 5 bits each, of 256 less the 64 of the draws.</summary>
    public const int MostLetters = 32;

    // What makes draws of 64 bits of the HMAC need not be secret.
    private static readonly CellKey Spread = CellKey.Of(0, "mask");

    private readonly IncrementalHash _hash;
    private readonly byte[] _digest = new byte[32];
    private byte[] _bytes = new byte[512];

    public DomainHash(MaskKey key, string domain) => _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Derive(domain, "hmac", 32));

    /// <summary>The draws for a text.</summary>
    /// <param name="text">It.</param>
    /// <param name="attempt">How many values made of it were refused.</param>
    public CellRandom Draws(string text, int attempt = 0)
    {
        Compute(text);
        return new(Spread, BinaryPrimitives.ReadUInt64LittleEndian(_digest), attempt);
    }

    /// <summary>A number of 64 bits of the text that was last drawn for.</summary>
    public (ulong High, ulong Low) Number => (BinaryPrimitives.ReadUInt64LittleEndian(_digest.AsSpan(8)), BinaryPrimitives.ReadUInt64LittleEndian(_digest.AsSpan(16)));

    /// <summary>So many small letters and digits, 5 bits each, of the text that was last drawn for.</summary>
    public string Tag(int letters) => string.Create(letters, _digest, static (span, digest) =>
    {
        UInt128 high = BinaryPrimitives.ReadUInt128BigEndian(digest.AsSpan(8)), low = BinaryPrimitives.ReadUInt64BigEndian(digest.AsSpan(24));
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = Letters[(int)(high >> 123)];
            high = (high << 5) | (low >> 59);
            low = (low << 5) & ulong.MaxValue;
        }
    });

    public void Dispose() => _hash.Dispose();

    private void Compute(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length < most)
        {
            _bytes = new byte[most];
        }

        _hash.AppendData(_bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, _bytes)));
        _hash.GetHashAndReset(_digest);
    }
}
