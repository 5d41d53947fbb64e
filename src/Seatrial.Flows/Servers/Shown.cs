using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Servers;

/// <summary>Writes down, for people, what was sent to a server and what came back.</summary>
internal static class Shown
{
    /// <summary>How much of a body is kept.</summary>
    private const int Most = 64 * 1024;

    public static ExchangeMessage Message(string startLine, IEnumerable<ExchangeHeader> headers, string? body)
    {
        bool isCut = body?.Length > Most;
        return new(startLine, [.. headers], isCut ? body![..Most] : body, body is null ? 0 : Encoding.UTF8.GetByteCount(body), isCut);
    }

    public static StepExchange Exchange(string protocol, ServerAddress address, ExchangeMessage request, ExchangeMessage? response = null) =>
        new(protocol, request, response, null, address.Port == 0 ? null : address.Authority);

    /// <summary>One line of at most so many characters.</summary>
    public static string Line(string text, int most = 200)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, most - 1), "…");
    }

    public static ImmutableArray<ExchangeHeader> Headers(IEnumerable<KeyValuePair<string, string>> headers) =>
        [.. headers.Select(static header => new ExchangeHeader(header.Key, header.Value))];
}
