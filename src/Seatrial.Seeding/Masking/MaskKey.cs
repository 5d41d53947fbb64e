using System.Security.Cryptography;
using System.Text;
using Seatrial.Core;

namespace Seatrial.Seeding.Masking;

/// <summary>
/// The key that decides which pseudonym stands for what. Every domain has one of its own (HKDF, RFC 5869), so that the same
/// text in unlike domains has unlike pseudonyms, and the same domain in another table or database the same.
/// </summary>
internal sealed class MaskKey
{
    private const int Shortest = 32;

    private static readonly byte[] Salt = "seatrial seed mask, generation 1"u8.ToArray();

    private readonly byte[] _material;

    private MaskKey(byte[] material, bool isFleeting)
    {
        _material = material;
        IsFleeting = isFleeting;
        Id = Convert.ToHexStringLower(Derive("key id", string.Empty, 4));
    }

    /// <summary>Tells keys apart, and nothing about them.</summary>
    public string Id { get; }

    /// <summary>Whether it is forgotten at the end, and nobody can tell which pseudonym stood for what.</summary>
    public bool IsFleeting { get; }

    /// <summary>A key that nobody knows.</summary>
    public static MaskKey Fleeting() => new(RandomNumberGenerator.GetBytes(Shortest), isFleeting: true);

    /// <summary>A key as it stands in a file or variable: 64 hexadecimal digits, or Base64 of at least 32 bytes.</summary>
    /// <param name="text">It.</param>
    /// <param name="from">Where it stands, for the message.</param>
    /// <exception cref="SeatrialException">It is none.</exception>
    public static MaskKey Of(string text, string from)
    {
        string trimmed = text.Trim();
        byte[]? bytes = null;
        if (trimmed.Length % 2 == 0 && trimmed.All(char.IsAsciiHexDigit))
        {
            bytes = Convert.FromHexString(trimmed);
        }
        else
        {
            byte[] room = new byte[trimmed.Length];
            bytes = Convert.TryFromBase64String(trimmed, room, out int length) ? room[..length] : null;
        }

        return bytes is { Length: >= Shortest } && bytes.Distinct().Count() > Shortest / 4
            ? new(bytes, isFleeting: false)
            : throw new SeatrialException("seed-mask-key", $"What stands in {from} is no key. A key is at least {Shortest} random bytes, as hexadecimal digits or Base64: `openssl rand -hex {Shortest}` makes one.");
    }

    /// <summary>Bytes for a use of a domain.</summary>
    /// <param name="domain">The domain, such as <c>email</c>.</param>
    /// <param name="use">What they are for.</param>
    /// <param name="length">How many.</param>
    public byte[] Derive(string domain, string use, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _material, length, Salt, Encoding.UTF8.GetBytes($"{domain.Length}:{domain}{use}"));
}
