using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Unicode;

namespace Seatrial.Seeding.Proof;

/// <summary>Texts that stand in a text in disguise: base64, hexadecimal digits, percent signs, entities, escapes.</summary>
internal static class Decodings
{
    /// <summary>The fewest characters that are looked at as a disguise.</summary>
    private const int Shortest = 8;
    private const int Longest = 1 << 22;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Calls for each text that a text, or a part of it, decodes to.</summary>
    public static void Of(ReadOnlySpan<char> text, Action<string> found)
    {
        if (text.Length is < Shortest or > Longest)
        {
            return;
        }

        if (text.Contains('%') && WebUtility.UrlDecode(text.ToString()) is var plain && !text.SequenceEqual(plain))
        {
            found(plain);
        }

        if (text.Contains('&') && text.Contains(';') && WebUtility.HtmlDecode(text.ToString()) is var unescaped && !text.SequenceEqual(unescaped))
        {
            found(unescaped);
        }

        if (text.IndexOf("\\u") >= 0)
        {
            found(Unescaped(text));
        }

        for (int start = 0; start < text.Length;)
        {
            int end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '/' or '-' or '_'))
            {
                end++;
            }

            if (end - start >= Shortest && OfRun(text[start..end]) is { } decoded)
            {
                found(decoded);
            }

            start = end + 1;
        }
    }

    /// <summary>The text that bytes are, compressed ones unpacked; null when they are none.</summary>
    public static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x1f, 0x8b, ..])
        {
            return Unzipped(bytes);
        }

        if (bytes.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
        {
            return null;
        }

        return Utf8.IsValid(bytes) && bytes.IndexOfAnyInRange((byte)0x0e, (byte)0x1f) < 0 ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static string? OfRun(ReadOnlySpan<char> run)
    {
        if (run.Length % 2 == 0 && !run.ContainsAnyExcept(HexDigits) && run.ContainsAnyInRange('0', '9') && TextOf(Convert.FromHexString(run)) is { } hex && IsWritten(hex))
        {
            return hex;
        }

        if (run.Length % 4 == 1)
        {
            return null;
        }

        Span<char> plain = run.Length <= 512 ? stackalloc char[run.Length] : new char[run.Length];
        run.CopyTo(plain);
        plain.Replace('+', '-');
        plain.Replace('/', '_');
        Span<byte> bytes = run.Length <= 512 ? stackalloc byte[512] : new byte[run.Length];
        return Base64Url.DecodeFromChars(plain, bytes, out _, out int length) == OperationStatus.Done && length >= 4 && TextOf(bytes[..length]) is { } text && IsWritten(text) ? text : null;
    }

    /// <summary>Whether most of it is letters and digits, as in a text that somebody wrote.</summary>
    private static bool IsWritten(string text) => text.Length >= 4 && text.Count(char.IsLetterOrDigit) * 3 >= text.Length * 2;

    private static string Unescaped(ReadOnlySpan<char> text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 5 < text.Length && text[i + 1] == 'u' && ushort.TryParse(text.Slice(i + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ushort code))
            {
                plain.Append((char)code);
                i += 5;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static string? Unzipped(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using GZipStream zip = new(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            byte[] plain = new byte[Longest];
            int length = zip.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
            return TextOf(plain.AsSpan(0, length));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
