using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using Seatrial.Flows.Browsing;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Tests.Browsing;

/// <summary>Traces come from outside: whatever they hold, no secret leaves with the copy.</summary>
public sealed class BrowserTraceTests
{
    private const string Secret = "s3cr\"et/4711+ä";
    private static readonly string[] Names = ["a.png", "b.html", "c.bin", "d"];
    private static readonly string[] Forms =
    [
        Secret, Uri.EscapeDataString(Secret), System.Net.WebUtility.HtmlEncode(Secret), JsonSerializer.Serialize(Secret)[1..^1],
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
    ];

    private static readonly Gen<string> Text = Gen.Select(Gen.String, Gen.Int[0, Forms.Length - 1].Select(static i => Forms[i]), Gen.String, Gen.Bool, static (before, form, after, has) => has ? before + form + after : before);

    [Fact]
    public void Records_stay_documents_and_hold_no_secret() => Gen.Select(Text, Text, Gen.Bool).Array[1, 5].Sample(static texts =>
    {
        string[] lines = [.. texts.Select(static t => JsonSerializer.Serialize(new Dictionary<string, object> { ["type"] = t.Item1, ["deep"] = new object[] { "DIV", new { value = t.Item2 }, 17, t.Item3 } }))];

        Dictionary<string, byte[]> copy = Copy(("trace.trace", Encoding.UTF8.GetBytes(string.Join('\n', lines))));

        string[] masked = Encoding.UTF8.GetString(copy["trace.trace"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length, masked.Length);
        Assert.All(masked, static line => Assert.Equal(17, JsonElement.Parse(line).GetProperty("deep")[2].GetInt32()));
        AssertClean(copy);
    });

    [Fact]
    public void Whatever_the_entries_hold_no_secret_is_in_the_copy() =>
        Gen.Select(Gen.OneOf(Gen.Byte.Array[0, 200], Text.Select(Encoding.UTF8.GetBytes), Text.Select(Encoding.Unicode.GetBytes), Text.Select(static t => (byte[])[0, 255, .. Encoding.UTF8.GetBytes(t)])), Gen.Int[0, 3].Select(static i => Names[i]))
            .Array[1, 4].Sample(static entries => AssertClean(Copy([("trace.trace", "{}"u8.ToArray()), .. entries.Select(static (e, i) => ($"resources/{i}{e.Item2}", e.Item1))])));

    [Fact]
    public void Bytes_that_are_no_trace_are_told() => Gen.Byte.Array[0, 300].Sample(static bytes =>
        Assert.Throws<InvalidDataException>(() => BrowserTrace.Masked(bytes, Masker())));

    [Fact]
    public void A_trace_that_is_damaged_is_told_or_still_clean() => Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 5].Sample(static hits =>
    {
        byte[] zip = Zip(("trace.trace", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Forms))), ("resources/a.html", Encoding.UTF8.GetBytes(Secret)));
        foreach ((int at, byte value) in hits)
        {
            zip[at % zip.Length] = value;
        }

        try
        {
            AssertClean(Entries(BrowserTrace.Masked(zip, Masker()).Zip));
        }
        catch (InvalidDataException)
        {
            // Told.
        }
    });

    [Fact]
    public void A_resource_that_is_masked_loses_the_name_that_is_its_hash()
    {
        Dictionary<string, byte[]> copy = Copy(
            ("trace.trace", """{"sha1":"4242.html","other":"1717.html"}"""u8.ToArray()),
            ("resources/4242.html", Encoding.UTF8.GetBytes($"<p>{Secret}</p>")),
            ("resources/1717.html", "<p>plain</p>"u8.ToArray()));

        Assert.Equal("{\"sha1\":\"masked-1.html\",\"other\":\"1717.html\"}\n", Encoding.UTF8.GetString(copy["trace.trace"]));
        Assert.Equal("<p>***</p>", Encoding.UTF8.GetString(copy["resources/masked-1.html"]));
        Assert.Equal("<p>plain</p>", Encoding.UTF8.GetString(copy["resources/1717.html"]));
    }

    [Fact]
    public void Half_of_a_secret_that_Playwright_cut_is_not_kept()
    {
        string line = JsonSerializer.Serialize(new { type = "log", message = $"  locator resolved to <p>{Secret[..8]}…</p>" });

        string copy = Encoding.UTF8.GetString(Copy(("trace.trace", Encoding.UTF8.GetBytes(line)))["trace.trace"]);

        Assert.Equal("  locator resolved to …", JsonElement.Parse(copy).GetProperty("message").GetString());
    }

    [Fact]
    public void Where_the_sources_of_this_program_lie_is_not_kept_nor_what_lies_elsewhere()
    {
        Dictionary<string, byte[]> copy = Copy(("trace.trace", "{}"u8.ToArray()), ("trace.stacks", "/home/me"u8.ToArray()), ("../up.trace", "{}"u8.ToArray()), ("attachments/x", "x"u8.ToArray()));

        Assert.Equal(["trace.trace"], copy.Keys);
    }

    [Fact]
    public void What_is_too_large_is_left_out_and_counted()
    {
        byte[] noise = new byte[BrowserTrace.MostBytes + 1];
        new Random(1).NextBytes(noise);

        BrowserTrace copy = BrowserTrace.Masked(Zip(("trace.trace", "{}"u8.ToArray()), ("resources/large.png", noise), ("resources/zeros.png", new byte[17 * 1024 * 1024]), ("resources/small.png", noise[..1000])), Masker());

        Assert.Equal(2, copy.LeftOut);
        Assert.Equal(["trace.trace", "resources/small.png"], Entries(copy.Zip).Keys);
    }

    private static Dictionary<string, byte[]> Copy(params (string Name, byte[] Bytes)[] entries) => Entries(BrowserTrace.Masked(Zip(entries), Masker()).Zip);

    private static Masker Masker()
    {
        Masker masker = new();
        masker.Add(Secret);
        return masker;
    }

    private static void AssertClean(Dictionary<string, byte[]> entries)
    {
        foreach ((string name, byte[] bytes) in entries)
        {
            Assert.All(Forms, form =>
            {
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, $"{form} in {name}");
                Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(form)) < 0, $"{form} in {name}, UTF-16");
            });
        }
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return zip.ToArray();
    }

    private static Dictionary<string, byte[]> Entries(ReadOnlyMemory<byte> zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip.ToArray()), ZipArchiveMode.Read);
        return archive.Entries.ToDictionary(
            static entry => entry.FullName,
            static entry =>
            {
                using MemoryStream bytes = new();
                using Stream stream = entry.Open();
                stream.CopyTo(bytes);
                return bytes.ToArray();
            },
            StringComparer.Ordinal);
    }
}
