using System.Globalization;
using CsCheck;
using Seatrial.Core;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Masking;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Tests.Masking;

/// <summary>What becomes of single values.</summary>
public sealed class MaskTests
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static readonly MaskKey Key = MaskKey.Of(Hex, "a test");

    private static readonly DatabaseSchema Empty = new(DatabaseEngine.Postgres);

    [Fact]
    public void The_same_key_and_domain_make_the_same_pseudonyms_and_others_others()
    {
        string? first = Text("email").Mask("ada@lovelace.org");

        Assert.Equal(first, Text("email").Mask("ada@lovelace.org"));
        Assert.NotEqual(first, Text("email").Mask("ada@lovelace.com"));
        Assert.NotEqual(first, Text("email", domain: "another").Mask("ada@lovelace.org"));
        using IColumnMask other = new MaskMakers(MaskKey.Fleeting(), "en").For(Request("email", "email", 100), out _)!;
        Assert.NotEqual(first, other.Mask("ada@lovelace.org"));
    }

    [Fact]
    public void Pseudonyms_that_reach_nobody_keep_their_check_digits()
    {
        for (int i = 0; i < 500; i++)
        {
            string value = i.ToString(CultureInfo.InvariantCulture);
            string iban = Text("iban").Mask(value)!, card = Text("card").Mask(value)!, email = Text("email").Mask(value)!;
            Assert.True(Iban.Is(iban) && iban[4..12] == "99999999", iban);
            Assert.True(Checksums.Luhn(card) && card.StartsWith("400000", StringComparison.Ordinal), card);
            Assert.EndsWith("@example.com", email, StringComparison.Ordinal);
            Assert.Equal(email.ToLowerInvariant(), email);
        }
    }

    [Fact]
    public void Texts_keep_their_form_and_no_two_become_one()
    {
        IColumnMask mask = Text("fpe");
        HashSet<string> seen = [.. Enumerable.Range(0, 1000).SelectMany(static i => new[] { i.ToString("000", CultureInfo.InvariantCulture), i.ToString("00-0", CultureInfo.InvariantCulture) }).Select(t => mask.Mask(t)!)];

        Assert.Equal(2000, seen.Count);
        Assert.Equal(1000, seen.Count(static t => t.Length == 3 && t.All(char.IsAsciiDigit)));
        Gen.Char[" !-./0123456789:@ABCXYZ[abcxyz{"].Array[0, 90].Select(static c => new string(c)).Sample(text =>
        {
            string masked = mask.Mask(text)!;
            Assert.Equal(string.Concat(text.Select(Form)), string.Concat(masked.Select(Form)));
            Assert.Equal(masked, mask.Mask(text));
        });
        Assert.Throws<SeatrialException>(() => mask.Mask("Łódź"));
    }

    [Fact]
    public void Long_texts_that_differ_anywhere_stay_different()
    {
        IColumnMask mask = Text("fpe");
        string text = new('a', 60);

        string[] others = [.. Enumerable.Range(0, 60).Select(i => mask.Mask(text[..i] + "b" + text[(i + 1)..])!), mask.Mask(text)!];

        Assert.Equal(61, others.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Numbers_stay_within_half_of_their_type_and_keep_sign_and_zero()
    {
        using NumberFormMask mask = new(Key, "a", NumberFormMask.BoundOf(4));

        Gen.Int[-(int.MaxValue / 2), int.MaxValue / 2].Sample(number =>
        {
            int masked = int.Parse(mask.Mask(number.ToString(CultureInfo.InvariantCulture))!, CultureInfo.InvariantCulture);
            Assert.Equal(Math.Sign(number), Math.Sign(masked));
            Assert.InRange(Math.Abs(masked), 0, int.MaxValue / 2);
        });
        Assert.Equal("0", mask.Mask("0"));
        Assert.Throws<SeatrialException>(() => mask.Mask("2000000000"));
        Assert.Throws<SeatrialException>(() => mask.Mask("1.5"));
    }

    [Fact]
    public void Tokens_differ_when_texts_do_and_have_the_length_that_is_told()
    {
        IColumnMask mask = Text("token");
        HashSet<string> seen = new(StringComparer.Ordinal);

        for (int i = 0; i < 300; i++)
        {
            string token = mask.Mask(new string('ü', i))!;
            Assert.Equal(TokenMask.LengthOf(2 * i), token.Length);
            Assert.True(seen.Add(token));
        }
    }

    [Theory]
    [InlineData("year", 0, "1815-12-10", "1815-01-01")]
    [InlineData("month", 0, "2021-08-05 12:30:00+00", "2021-08-01")]
    [InlineData("bucket", 10, "37", "30")]
    [InlineData("bucket", 10, "-3", "-10")]
    [InlineData("prefix", 2, "10119", "10")]
    public void Less_of_a_value_is_known(string grain, int size, string value, string expected) =>
        Assert.Equal(expected, new CoarseMask(Enum.Parse<MaskGrain>(grain, ignoreCase: true), size).Mask(value));

    [Fact]
    public void Noise_stays_near_and_is_the_same_for_the_same()
    {
        using NoiseMask days = new(new(Key, "d"), null, 30, null), share = new(new(Key, "n"), 0.1m, null, null);

        for (int i = 1; i < 500; i++)
        {
            string day = new DateOnly(2020, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), number = string.Create(CultureInfo.InvariantCulture, $"{i}.50");
            int moved = DateOnly.Parse(days.Mask(day)!, CultureInfo.InvariantCulture).DayNumber - DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber;
            Assert.InRange(Math.Abs(moved), 1, 30);
            Assert.InRange(decimal.Parse(share.Mask(number)!, CultureInfo.InvariantCulture), (i + 0.5m) * 0.89m, (i + 0.5m) * 1.11m);
            Assert.Equal(share.Mask(number), share.Mask(number));
        }

        Assert.EndsWith(" 12:30:00+00", days.Mask("2021-08-05 12:30:00+00"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first-name", 6)]
    [InlineData("street", 12)]
    [InlineData("email", 20)]
    [InlineData("username", 10)]
    [InlineData("phone", 12)]
    public void Pseudonyms_fit_and_none_stands_for_itself(string kind, int most)
    {
        IColumnMask mask = Text(kind, most: most);

        for (int i = 0; i < 2000; i++)
        {
            string made = mask.Mask(i.ToString(CultureInfo.InvariantCulture))!;
            Assert.InRange(made.Length, 1, most);
            Assert.NotEqual(made, mask.Mask(made));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("0011223344556677")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("not base 64 and not hexadecimal, however long it is, and longer")]
    public void What_is_no_key_is_refused_and_not_repeated(string text)
    {
        SeatrialException refused = Assert.Throws<SeatrialException>(() => MaskKey.Of(text, "the variable K"));

        Assert.Contains("the variable K", refused.Message, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !refused.Message.Contains(text, StringComparison.Ordinal));
    }

    private static char Form(char one) => char.IsAsciiDigit(one) ? '9' : char.IsAsciiLetterLower(one) ? 'a' : char.IsAsciiLetterUpper(one) ? 'A' : one;

    private static IColumnMask Text(string kind, string? domain = null, int most = 100) => new MaskMakers(Key, "en").For(Request(kind, domain ?? kind, most), out _)!;

    private static MaskRequest Request(string kind, string domain, int most) => new(
        Empty,
        new("c", new DataType.Scalar(ScalarKind.Text) { Text = "character varying", Length = most }, IsNullable: true),
        new MaskRule.Pseudonym(kind, null),
        domain,
        int.MaxValue);
}
