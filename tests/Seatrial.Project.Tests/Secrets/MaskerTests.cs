using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Tests.Secrets;

public sealed class MaskerTests
{
    private static readonly Gen<string> Secrets =
        Gen.Char["abcXYZ0189 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n\té€"].Array[6, 24].Select(c => new string(c));

    private static readonly Gen<string> Around = Gen.Char["abc 0189+/=%&\"<é"].Array[0, 9].Select(c => new string(c));

    // Blanks at the ends of a secret are masked with it or left there: they tell nothing.
    private static readonly Gen<string> Trimmed = Secrets.Select(static s => s.Trim()).Where(static s => s.Length >= 6);

    [Fact]
    public void MaskThroughout_EncodedInPartOrOverAgain_LeavesNothing() =>
        Gen.Select(Trimmed, Around, Gen.Int[0, 5].Array[1, 3], Gen.Int).Sample((secret, around, coats, seed) =>
        {
            Masker masker = new();
            masker.Add(new SecretText("key", secret));
            Random random = new(seed);
            string wrapped = coats.Aggregate(secret, (text, coat) => coat switch
            {
                0 => Uri.EscapeDataString(text),
                1 => WebUtility.HtmlEncode(text),
                2 => string.Concat(text.EnumerateRunes().Select(rune => random.Next(2) == 0 ? rune.ToString() : string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(static b => $"%{b:X2}")))),
                3 => string.Concat(text.EnumerateRunes().Select(rune => random.Next(2) == 0 ? rune.ToString() : $"&#{rune.Value};")),
                4 => new Uri("http://localhost/?" + Uri.EscapeDataString(text)).Query[1..],
                _ => text,
            });

            string masked = masker.MaskThroughout(around + "\u0001" + wrapped + "\u0001" + around);

            Assert.Equal(around + "\u0001***\u0001" + around, masked);
        }, iter: 2000);

    [Fact]
    public void MaskThroughout_WithoutSecret_IsTheSameInstance() => Gen.String.Sample(static text =>
    {
        Masker masker = new();
        masker.Add(new SecretText("key", "never-in-there-4711"));
        Assert.Same(text, masker.MaskThroughout(text));
    });

    [Fact]
    public void Mask_EveryForm_LeavesNothing() =>
        Gen.Select(Secrets, Around, Around).Sample((secret, before, after) =>
        {
            Masker masker = new();
            masker.Add(new SecretText("key", secret));
            foreach (string form in Forms(secret))
            {
                string masked = masker.Mask(before + "\u0001" + form + "\u0001" + after);
                Assert.Contains("***", masked, StringComparison.Ordinal);
                Assert.DoesNotContain(form, masked, StringComparison.Ordinal);
                Assert.False(masker.Contains(masked), masked);
            }
        }, iter: 500);

    [Fact]
    public void Mask_Base64OfSurroundings_LeavesNoAlignment() =>
        Gen.Select(Secrets, Around, Around).Sample((secret, before, after) =>
        {
            Masker masker = new();
            masker.Add(secret);
            string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + after));

            Assert.Contains("***", masker.Mask(encoded), StringComparison.Ordinal);
            Assert.Contains("***", masker.Mask(encoded.Replace('+', '-').Replace('/', '_')), StringComparison.Ordinal);
        }, iter: 500);

    [Fact]
    public void Mask_OverlappingSecrets_LeavesNoRest()
    {
        Masker masker = new();
        masker.Add("abcdefgh");
        masker.Add("efghijkl");
        masker.Add("abcdef");

        Assert.Equal("<***>", masker.Mask("<abcdefghijkl>"));
    }

    [Theory]
    [InlineData("one-line\nnext-line", "one-line next-line")]
    [InlineData("one-line\r\nnext-line", "one-line next-line")]
    [InlineData("one-line\nnext-line", "one-line\r\nnext-line")]
    [InlineData("one-line\r\nnext-line", "one-line\nnext-line")]
    [InlineData("one-line\r\nnext-line", "one-line\\nnext-line")]
    [InlineData("one-line\nnext-line\n", "one-line\\nnext-line")]
    [InlineData("one-line\nnext-line", "one-line\\r\\nnext-line")]
    public void Mask_LineBreaksWereChanged_IsStillFound(string secret, string shown)
    {
        Masker masker = new();
        masker.Add(secret);

        Assert.Equal("<***>", masker.Mask($"<{shown}>"));
    }

    [Theory]
    [InlineData(3, "<ab")]
    [InlineData(6, "<abc***")]
    [InlineData(14, "<abc***")]
    [InlineData(16, "<abc***xy")]
    [InlineData(99, "<abc***xyz>")]
    public void Mask_OnlyTheBeginning_ASecretAcrossTheEndIsWhole(int most, string expected)
    {
        Masker masker = new();
        masker.Add("secret-one");

        Assert.Equal(expected, masker.Mask("<abcsecret-onexyz>", most));
    }

    [Fact]
    public void Mask_TenThousandSecretsAddedOneByOne_StaysQuick()
    {
        Masker masker = new();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            string secret = $"token-{i:00000}-{i * 7919L:x}";
            masker.Add(secret);
            Assert.Equal("<***>", masker.Mask($"<{secret}>"));
        }

        // What a secret costs does not grow with those before it: a table made anew for each would be gigabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 1_000_000_000);
    }

    [Fact]
    public void Mask_NothingKnown_IsTheSameText()
    {
        Masker masker = new();
        masker.Add("short");
        string text = "a short text";

        Assert.Same(text, masker.Mask(text));
    }

    [Fact]
    public async Task Mask_WhileSecretsAreAdded_MasksWhatWasAdded()
    {
        Masker masker = new();
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, (i, _) =>
        {
            string secret = $"secret-{i:000}-value";
            masker.Add(secret);
            Assert.Equal("***", masker.Mask(secret));
            return ValueTask.CompletedTask;
        });
    }

    private static IEnumerable<string> Forms(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string uri = Uri.EscapeDataString(secret);
        return
        [
            secret,
            uri,
            uri.Replace("%20", "+", StringComparison.Ordinal),
            WebUtility.UrlEncode(secret),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            Convert.ToBase64String(bytes),
            JsonEncodedText.Encode(secret).ToString(),
            JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            WebUtility.HtmlEncode(secret),
            HtmlEncoder.Default.Encode(secret),
        ];
    }
}
