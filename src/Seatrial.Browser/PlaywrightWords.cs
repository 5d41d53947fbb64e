using System.Text.RegularExpressions;
using Seatrial.Core.Flows;

namespace Seatrial.Browser;

/// <summary>What Playwright says, for people.</summary>
internal static partial class PlaywrightWords
{
    public static string FirstLine(string message) => message.Split('\n')[0].Trim();

    /// <summary>Why something was not done: the last thing Playwright waited for.</summary>
    public static string WhyNot(string message)
    {
        string[] lines = [.. message.Split('\n').Select(static line => Noise().Replace(line, string.Empty).Trim())];
        if (Array.Find(lines, static line => line.Contains("strict mode violation", StringComparison.Ordinal)) is { } several)
        {
            Match found = Resolved().Match(several);
            return found.Success ? $"{found.Groups["count"].Value} elements are like it" : "several elements are like it";
        }

        string? reason = Array.FindLast(lines, static line => line.StartsWith("element ", StringComparison.Ordinal) || line.Contains("intercepts pointer events", StringComparison.Ordinal) || line.Contains("did not find some options", StringComparison.Ordinal));
        return reason ?? (message.Contains("Timeout", StringComparison.Ordinal) ? "there is no such element" : FirstLine(message));
    }

    public static TransportFault? FaultOf(string message) =>
        message.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal) ? TransportFault.NameResolution
        : message.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal) || message.Contains("ERR_ADDRESS_UNREACHABLE", StringComparison.Ordinal) || message.Contains("ERR_UNSAFE_PORT", StringComparison.Ordinal) ? TransportFault.ConnectionRefused
        : message.Contains("ERR_CERT_", StringComparison.Ordinal) || message.Contains("ERR_SSL_", StringComparison.Ordinal) ? TransportFault.Tls
        : message.Contains("ERR_CONNECTION_", StringComparison.Ordinal) || message.Contains("ERR_EMPTY_RESPONSE", StringComparison.Ordinal) ? TransportFault.ConnectionLost
        : message.Contains("net::ERR_", StringComparison.Ordinal) ? TransportFault.Protocol
        : null;

    [GeneratedRegex(@"^\s*(?:-\s*)?(?:\d+ × )?", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"resolved to (?<count>\d+) elements", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Resolved();
}
