using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>An answer, read whole; the message it came in is gone.</summary>
internal sealed class HttpReply
{
    public HttpReply(HttpResponseMessage response, ReadBody body, TimeSpan duration)
    {
        Status = (int)response.StatusCode;
        Reason = response.ReasonPhrase;
        Version = response.Version;
        Measured = body;
        Duration = duration;
        Headers = Collect(response);
    }

    public int Status { get; }

    public string? Reason { get; }

    public Version Version { get; }

    public byte[] Body => Measured.Kept;

    /// <summary>Whether the body went on beyond the limit.</summary>
    public bool IsCut => Measured.IsCut;

    /// <summary>The body, and what is known of all of it.</summary>
    public ReadBody Measured { get; }

    /// <summary>What its connection's TLS is like; null when nobody asked.</summary>
    public TlsFacts? Tls { get; init; }

    public TimeSpan Duration { get; }

    public ImmutableArray<ExchangeHeader> Headers { get; }

    /// <summary>A header's values joined by a comma and a space; null when there is none.</summary>
    public string? Header(string name)
    {
        string? joined = null;
        foreach (ExchangeHeader header in Headers)
        {
            if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                joined = joined is null ? header.Value : joined + ", " + header.Value;
            }
        }

        return joined;
    }

    /// <summary>The body as text, by the charset its type names; UTF-8 where it names none.</summary>
    public string Text()
    {
        Encoding encoding = HttpText.Charset(Header("Content-Type"));
        ReadOnlySpan<byte> bytes = Body;
        ReadOnlySpan<byte> mark = encoding.Preamble;
        return encoding.GetString(mark.Length > 0 && bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes);
    }

    private static ImmutableArray<ExchangeHeader> Collect(HttpResponseMessage response)
    {
        ImmutableArray<ExchangeHeader>.Builder headers = ImmutableArray.CreateBuilder<ExchangeHeader>(8);
        HttpText.AddAll(headers, response.Headers.NonValidated);
        HttpText.AddAll(headers, response.Content.Headers.NonValidated);
        return headers.DrainToImmutable();
    }
}
