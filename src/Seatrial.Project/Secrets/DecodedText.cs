using System.Globalization;
using System.Text;

namespace Seatrial.Project.Secrets;

/// <summary>
/// A text with its percent-encoded and HTML-escaped characters read, each of which knows where it came from. Browsers encode a
/// part of an address only, and pages escape what is escaped already: neither is a form that could be known beforehand.
/// </summary>
internal sealed class DecodedText
{
    private readonly List<int> _starts;
    private readonly List<int> _ends;

    private DecodedText(string text, List<int> starts, List<int> ends) => (Text, _starts, _ends) = (text, starts, ends);

    public string Text { get; }

    /// <summary>Where characters of it stand in the text it was read from.</summary>
    public (int Start, int End) Origin(int start, int end) => (_starts[start], _ends[end - 1]);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What was read; null when nothing in it was encoded.</returns>
    public static DecodedText? Of(string text) => Of(text, origin: null);

    /// <summary>Reads it once more.</summary>
    public DecodedText? Again() => Of(Text, this);

    private static DecodedText? Of(string text, DecodedText? origin)
    {
        if (!text.AsSpan().ContainsAny('%', '&'))
        {
            return null;
        }

        StringBuilder decoded = new(text.Length);
        List<int> starts = new(text.Length);
        List<int> ends = new(text.Length);
        bool isEncoded = false;
        for (int at = 0; at < text.Length;)
        {
            (string read, int length) = text[at] switch
            {
                '%' => Percent(text, at),
                '&' => Entity(text, at),
                _ => (string.Empty, 0),
            };
            isEncoded |= length > 0;
            (read, length) = length > 0 ? (read, length) : (text[at].ToString(), 1);
            foreach (char c in read)
            {
                decoded.Append(c);
                starts.Add(origin?._starts[at] ?? at);
                ends.Add(origin?._ends[at + length - 1] ?? at + length);
            }

            at += length;
        }

        return isEncoded ? new DecodedText(decoded.ToString(), starts, ends) : null;
    }

    /// <summary>One character of <c>%C3%A4</c>; of length 0 when it is none.</summary>
    private static (string Read, int Length) Percent(string text, int at)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        while (count < bytes.Length && at + (count * 3) + 2 < text.Length && text[at + (count * 3)] == '%'
            && byte.TryParse(text.AsSpan(at + (count * 3) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
        {
            bytes[count++] = value;
        }

        return Rune.DecodeFromUtf8(bytes[..count], out Rune rune, out int used) == System.Buffers.OperationStatus.Done ? (rune.ToString(), used * 3) : (string.Empty, 0);
    }

    /// <summary>One character of <c>&amp;quot;</c> or <c>&amp;#39;</c>; of length 0 when it is none.</summary>
    private static (string Read, int Length) Entity(string text, int at)
    {
        const int longest = 12;
        int end = text.AsSpan(at, Math.Min(longest, text.Length - at)).IndexOf(';');
        if (end < 0)
        {
            return (string.Empty, 0);
        }

        string entity = text.Substring(at, end + 1);
        string read = System.Net.WebUtility.HtmlDecode(entity);
        return read == entity ? (string.Empty, 0) : (read, entity.Length);
    }
}
