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

    /// <summary>A body for the record, whole: it is cut where it is masked, so that no secret is cut in two. Null for what is not text.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="looked">How much of it must be text.</param>
    public static string? Recorded(byte[] body, string? contentType, int looked)
    {
        if (body.Length == 0)
        {
            return null;
        }

        ReadOnlySpan<byte> beginning = body.Length > looked ? body.AsSpan(0, Boundary(body, looked)) : body;
        Encoding encoding = Charset(contentType);
        if (encoding is UTF8Encoding && (!Utf8.IsValid(beginning) || beginning.Contains((byte)0)))
        {
            return null;
        }

        return encoding.GetString(body);
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
