using System.Security.Cryptography;
using System.Text;
using Seatrial.Seeding.Masking.Ciphers;

namespace Seatrial.Seeding.Tests.Masking;

/// <summary>The published samples of what the pseudonyms rest on.</summary>
public sealed class CipherTests
{
    private const string Numerals = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string Key128 = "2B7E151628AED2A6ABF7158809CF4F3C", Key192 = Key128 + "EF4359D8D580AA4F", Key256 = Key192 + "7F036D6F04FC6A94";

    /// <summary>NIST, "FF1samples" of SP 800-38G.</summary>
    [Theory]
    [InlineData(Key128, 10, "", "0123456789", "2433477484")]
    [InlineData(Key128, 10, "39383736353433323130", "0123456789", "6124200773")]
    [InlineData(Key128, 36, "3737373770717273373737", "0123456789abcdefghi", "a9tv40mll9kdu509eum")]
    [InlineData(Key192, 10, "", "0123456789", "2830668132")]
    [InlineData(Key192, 10, "39383736353433323130", "0123456789", "2496655549")]
    [InlineData(Key192, 36, "3737373770717273373737", "0123456789abcdefghi", "xbj3kv35jrawxv32ysr")]
    [InlineData(Key256, 10, "", "0123456789", "6657667009")]
    [InlineData(Key256, 10, "39383736353433323130", "0123456789", "1001623463")]
    [InlineData(Key256, 36, "3737373770717273373737", "0123456789abcdefghi", "xs8a0azh2avyalyzuwd")]
    public void Ff1_is_as_published(string key, int radix, string tweak, string text, string expected)
    {
        foreach (bool isPortable in new[] { false, true })
        {
            using AesBlock aes = new(Convert.FromHexString(key), isPortable);

            UInt128 masked = new Ff1(aes, radix, text.Length).Encrypt(Read(text, radix), Convert.FromHexString(tweak));

            Assert.Equal(expected, Write(masked, radix, text.Length));
        }
    }

    /// <summary>RFC 5297, appendix A.</summary>
    [Theory]
    [InlineData("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "112233445566778899aabbccddee", "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c", "101112131415161718191a1b1c1d1e1f2021222324252627")]
    [InlineData(
        "7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f",
        "7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074207573696e67205349562d414553",
        "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d",
        "00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100",
        "102030405060708090a0",
        "09f911029d74e35bd84156c5635688c0")]
    public void Siv_is_as_published(string key, string text, string expected, params string[] beside)
    {
        using AesSiv siv = new(Convert.FromHexString(key));

        byte[] result = siv.Seal(Convert.FromHexString(text), [.. beside.Select(Convert.FromHexString)]);

        Assert.Equal(expected, Convert.ToHexStringLower(result));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Blocks_are_those_of_the_platform(int length)
    {
        for (int i = 0; i < 200; i++)
        {
            byte[] key = RandomNumberGenerator.GetBytes(length), block = RandomNumberGenerator.GetBytes(16), into = new byte[16];
            using AesBlock own = new(key);
            using Aes platform = Aes.Create();
            platform.Key = key;

            own.Encrypt(block, into);

            Assert.Equal(platform.EncryptEcb(block, PaddingMode.None), into);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    [InlineData(1_000_001)]
    [InlineData(1_100_000)]
    public void All_numbers_become_all_numbers(int count)
    {
        using AesBlock aes = new(new byte[32]);
        NumberCipher cipher = new(aes, (UInt128)count);
        bool[] seen = new bool[count];

        for (int i = 0; i < count; i++)
        {
            int number = (int)cipher.Encrypt((UInt128)i, []);
            Assert.False(seen[number]);
            seen[number] = true;
        }
    }

    private static UInt128 Read(string text, int radix) => text.Aggregate(UInt128.Zero, (number, c) => (number * (uint)radix) + (uint)Numerals.IndexOf(c, StringComparison.Ordinal));

    private static string Write(UInt128 number, int radix, int length)
    {
        StringBuilder text = new();
        for (int i = 0; i < length; i++)
        {
            text.Insert(0, Numerals[(int)(number % (uint)radix)]);
            number /= (uint)radix;
        }

        return text.ToString();
    }
}
