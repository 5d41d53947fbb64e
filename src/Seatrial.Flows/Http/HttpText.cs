using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Unicode;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>Messages as text for people.</summary>
internal static class HttpText
{
    public static void AddAll(ImmutableArray<ExchangeHeader>.Builder target, HttpHeadersNonValidated headers)
    {
        foreach (KeyValuePair<string, HeaderStringValues> header in headers)
        {
            foreach (string value in header.Value)
            {
                target.Add(new ExchangeHeader(header.Key, value));
            }
        }
    }

    public static Encoding Charset(string? contentType)
    {
        int at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
        {
            return Encoding.UTF8;
        }

        ReadOnlySpan<char> name = contentType.AsSpan(at + "charset=".Length);
        int end = name.IndexOfAny(';', ' ', ',');
        name = (end < 0 ? name : name[..end]).Trim("\"'");
        if (name.IsEmpty || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }

        try
        {
            return Encoding.GetEncoding(name.ToString());
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // Not known, or known and refused, as UTF-7 is.
            return Encoding.UTF8;
        }
    }

    /// <summary>A body for the record: the beginning up to a limit; null for what is not text.</summary>
    public static (string? Text, bool IsCut) Recorded(byte[] body, string? contentType, int limit)
    {
        if (body.Length == 0)
        {
            return (null, false);
        }

        bool isCut = body.Length > limit;
        ReadOnlySpan<byte> shown = isCut ? body.AsSpan(0, Boundary(body, limit)) : body;
        Encoding encoding = Charset(contentType);
        if (encoding is UTF8Encoding && (!Utf8.IsValid(shown) || shown.Contains((byte)0)))
        {
            return (null, isCut);
        }

        return (encoding.GetString(shown), isCut);
    }

    /// <summary>The nearest place at or before a position where a UTF-8 character starts.</summary>
    private static int Boundary(byte[] body, int position)
    {
        while (position > 0 && (body[position] & 0xC0) == 0x80)
        {
            position--;
        }

        return position;
    }
}
