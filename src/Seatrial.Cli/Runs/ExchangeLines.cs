using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Cli.Runs;

/// <summary>What a failing step sent and what came back, short enough for a terminal.</summary>
internal static class ExchangeLines
{
    private const int LongestAnswer = 160;

    /// <summary>The request's line with the answer's status, and the beginning of the answer.</summary>
    public static ImmutableArray<string> Of(StepExchange exchange)
    {
        string request = WithoutVersion(exchange.Request.StartLine);
        if (exchange.Response is not { } response)
        {
            return [$"{request} → no answer"];
        }

        string status = response.StartLine.StartsWith("HTTP/", StringComparison.Ordinal) && response.StartLine.Contains(' ', StringComparison.Ordinal)
            ? response.StartLine[(response.StartLine.IndexOf(' ', StringComparison.Ordinal) + 1)..]
            : response.StartLine;
        string line = $"{request} → {status}";
        return Short(response) is { Length: > 0 } answer ? [line, answer] : [line];
    }

    private static string WithoutVersion(string startLine)
    {
        int version = startLine.LastIndexOf(" HTTP/", StringComparison.Ordinal);
        return version < 0 ? startLine : startLine[..version];
    }

    private static string Short(ExchangeMessage message)
    {
        if (message.Body is not { } body)
        {
            return message.BodyBytes > 0 ? $"({message.BodyBytes} bytes that are not text)" : string.Empty;
        }

        string line = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestAnswer ? line : string.Concat(line.AsSpan(0, LongestAnswer), "…");
    }
}
