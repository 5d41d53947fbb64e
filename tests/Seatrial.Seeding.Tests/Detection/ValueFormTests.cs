using CsCheck;
using Seatrial.Seeding.Detection;
using Seatrial.Seeding.Schema;

namespace Seatrial.Seeding.Tests.Detection;

/// <summary>Forms with check digits are told from those that only look like them; numbers are those that issuers and standards print as examples.</summary>
public sealed class ValueFormTests
{
    [Theory]
    [InlineData("Card", "4111111111111111", "4111111111111112")]
    [InlineData("Card", "3782 822463 10005", "3782 822463 10006")]
    [InlineData("Iban", "DE89 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00")]
    [InlineData("Iban", "GB82WEST12345698765432", "GB82WEST1234569876543")]
    [InlineData("Email", "ada@example.org", "ada at example.org")]
    [InlineData("Ip", "2001:db8::1", "2001:db8:1")]
    [InlineData("Ip", "203.0.113.7", "203.0.113.777")]
    [InlineData("Mac", "00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D")]
    [InlineData("Url", "https://example.org/a?b=c", "example.org")]
    [InlineData("Secret", "$2b$12$KIXQ4bE1Yw5Y0PqJmYtIe", "$12.50")]
    [InlineData("NationalId", "943 476 5919", "943 476 5918")]
    [InlineData("NationalId", "12345678Z", "12345678A")]
    [InlineData("NationalId", "X1234567L", "X1234567M")]
    [InlineData("NationalId", "44051401359", "44051401358")]
    [InlineData("NationalId", "811218-9876", "811218-9875")]
    [InlineData("NationalId", "86095742719", "86095742718")]
    [InlineData("NationalId", "756.9217.0769.85", "756.9217.0769.84")]
    [InlineData("NationalId", "RSSMRA85T10A562S", "RSSMRA85Z10A562S")]
    [InlineData("NationalId", "111.444.777-35", "111.444.777-36")]
    [InlineData("NationalId", "536-22-1234", "666-22-1234")]
    [InlineData("NationalId", "QQ123456C", "AB123456C", true)]
    [InlineData("NationalId", "AB123456C", "AB123456E")]
    [InlineData("NationalId", "2 55 08 14 168 025 38", "2 55 08 14 168 025 39")]
    [InlineData("NationalId", "123 456 782", "123 456 783")]
    [InlineData("NationalId", "85.07.30-033.28", "85.07.30-033.29")]
    public void A_wrong_digit_is_noticed(string meaning, string right, string wrong, bool areSwapped = false)
    {
        (right, wrong) = areSwapped ? (wrong, right) : (right, wrong);
        Func<string, bool>[] forms = [.. ValueForms.Strong.Where(f => f.Meaning == Enum.Parse<Meaning>(meaning)).Select(static f => f.Is)];

        Assert.Contains(forms, f => f(right));
        Assert.DoesNotContain(forms, f => f(wrong));
    }

    [Fact]
    public void Verhoeff_notices_every_wrong_digit()
    {
        const string Number = "2363";
        Assert.True(Checksums.Verhoeff(Number));
        for (int at = 0; at < Number.Length; at++)
        {
            for (char digit = '0'; digit <= '9'; digit++)
            {
                string changed = $"{Number[..at]}{digit}{Number[(at + 1)..]}";
                Assert.Equal(changed == Number, Checksums.Verhoeff(changed));
            }
        }
    }

    [Fact]
    public void Random_digits_are_not_taken_for_numbers_of_persons() =>
        Gen.Char['0', '9'].Array[9, 16].Select(static d => new string(d)).Array[40].Sample(
            static many => Assert.Equal(Meaning.None, ColumnDetector.Of("t", "code", ScalarKind.Text, many).Meaning), iter: 300);

    [Fact]
    public void Whatever_the_text_it_is_looked_at_without_failing() =>
        Gen.Select(Gen.String[Gen.Char["aZ09 .-:@/+()\u00e9\u4e2d\ud83d\n$xX'\0"], 0, 40].Array[5, 12], Gen.String[0, 20]).Sample(static (texts, name) =>
        {
            _ = ColumnDetector.Of(name, name, ScalarKind.Text, texts);
        });
}
