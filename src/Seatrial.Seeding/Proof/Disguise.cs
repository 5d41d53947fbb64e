using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Seatrial.Seeding.Proof;

/// <summary>A way in which a value could slip through: every proof tries all of them on values that it knows.</summary>
/// <param name="Name">What is done to the value.</param>
/// <param name="Apply">Does it.</param>
internal sealed record Disguise(string Name, Func<string, string> Apply)
{
    /// <summary>How the result is understood: as a cell of a column like this.</summary>
    public ValueClass Class { get; init; } = ValueClass.Text;

    /// <summary>Whether one value alone must be found in any column; a few digits can be chance where there are many numbers.</summary>
    public bool IsSure { get; init; } = true;

    /// <summary>What fits any text.</summary>
    public static IReadOnlyList<Disguise> OfTexts { get; } =
    [
        new("as it is", static v => v),
        new("upper case", static v => v.ToUpperInvariant()),
        new("lower case, no accents", static v => Plain(v).ToLowerInvariant()),
        new("no punctuation", static v => string.Concat(v.Where(static c => char.IsLetterOrDigit(c) || c == ' '))),
        new("blanks added", static v => $"  {string.Join("  ", v.Split(' '))} "),
        new("truncated", static v => v[..Math.Max(Math.Min(v.Length, 11), v.Length * 7 / 10)]),
        new("in a sentence", static v => $"The order was placed by {v}, who asked to be called back."),
        new("base64", static v => Convert.ToBase64String(Encoding.UTF8.GetBytes(v))),
        new("base64 in a line", static v => $"payload={Convert.ToBase64String(Encoding.UTF8.GetBytes(v))}; size=3"),
        new("hexadecimal", static v => Convert.ToHexString(Encoding.UTF8.GetBytes(v))),
        new("percent signs", static v => $"/search?q={WebUtility.UrlEncode(v)}"),
        new("entities", static v => string.Concat(v.Select(static c => c < 0x80 ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};")))),
        new("backwards", static v => new string([.. v.Reverse()])),
        new("leaf of a document", static v => JsonSerializer.Serialize(new { a = new[] { 1, 2 }, b = new { c = v } })) { Class = ValueClass.Document },
        new("key of a document", static v => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["a"] = new Dictionary<string, int>(StringComparer.Ordinal) { [v] = 1 } })) { Class = ValueClass.Document },
        new("item of a list", static v => $"{{one,\"{v.Replace("\"", "\\\"", StringComparison.Ordinal)}\",two}}") { Class = ValueClass.Composed },
        new("bytes", static v => "\\x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(v))) { Class = ValueClass.Bytes },
        new("bytes, packed", static v => "\\x" + Convert.ToHexStringLower(Packed(v))) { Class = ValueClass.Bytes },
    ];

    /// <summary>What fits a phone number.</summary>
    public static IReadOnlyList<Disguise> OfNumbers { get; } =
    [
        new("digits only", static v => string.Concat(v.Where(char.IsAsciiDigit))) { IsSure = false },
        new("without the code of the country", static v => "0" + string.Concat(v[3..].Where(char.IsAsciiDigit))) { IsSure = false },
        new("as a number", static v => string.Concat(v.Where(char.IsAsciiDigit))) { Class = ValueClass.Number, IsSure = false },
    ];

    /// <summary>What fits an address of mail.</summary>
    public static IReadOnlyList<Disguise> OfAddresses { get; } =
    [
        new("another domain", static v => v[..v.IndexOf('@', StringComparison.Ordinal)] + "@example.com"),
        new("before the @ only", static v => v[..v.IndexOf('@', StringComparison.Ordinal)]),
    ];

    /// <summary>What fits a long text.</summary>
    public static IReadOnlyList<Disguise> OfPassages { get; } =
    [
        new("a passage of twelve words", static v => string.Join(' ', v.Split(' ')[7..19])),
    ];

    private static string Plain(string text)
    {
        StringBuilder plain = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Only what is no ASCII is folded, so that blanks and punctuation stay.
            plain.Append(rune.IsAscii ? rune.ToString() : Folds.Of(rune) is { Length: > 0 } fold ? fold : rune.ToString());
        }

        return plain.ToString();
    }

    private static byte[] Packed(string text)
    {
        using MemoryStream bytes = new();
        using (GZipStream zip = new(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
