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
        return reason is not null ? Uncut(reason) : message.Contains("Timeout", StringComparison.Ordinal) ? "there is no such element" : Uncut(FirstLine(message));
    }

    /// <summary>Why a page was not gone to, where it was reached.</summary>
    public static string WhyNotThere(string message) =>
        message.Contains("Timeout", StringComparison.Ordinal) ? "the page had not loaded"
        : message.Contains("ERR_HTTP_RESPONSE_CODE_FAILURE", StringComparison.Ordinal) ? "the answer was an error without a page"
        : message.Contains("ERR_INVALID_AUTH_CREDENTIALS", StringComparison.Ordinal) ? "the answer asks for a name and a password and has no page"
        : message.Contains("ERR_EMPTY_RESPONSE", StringComparison.Ordinal) || message.Contains("ERR_CONNECTION_", StringComparison.Ordinal) ? "the connection was closed before an answer came"
        : message.Contains("ERR_INVALID_HTTP_RESPONSE", StringComparison.Ordinal) || message.Contains("ERR_RESPONSE_HEADERS_", StringComparison.Ordinal) ? $"what came is no answer in HTTP ({Code().Match(message).Value})"
        : Uncut(FirstLine(message));

    /// <summary>Of an element that Playwright shows cut short only its name is told: half a secret would not be recognised.</summary>
    private static string Uncut(string text) => text.Contains('…', StringComparison.Ordinal) ? CutElement().Replace(text, "<${name}>") : text;

    public static TransportFault? FaultOf(string message) =>
        message.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal) ? TransportFault.NameResolution
        : message.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal) || message.Contains("ERR_ADDRESS_UNREACHABLE", StringComparison.Ordinal) || message.Contains("ERR_UNSAFE_PORT", StringComparison.Ordinal) ? TransportFault.ConnectionRefused
        : message.Contains("ERR_CERT_", StringComparison.Ordinal) || message.Contains("ERR_SSL_", StringComparison.Ordinal) ? TransportFault.Tls
        : message.Contains("ERR_CONNECTION_", StringComparison.Ordinal) || message.Contains("ERR_EMPTY_RESPONSE", StringComparison.Ordinal) ? TransportFault.ConnectionLost
        : message.Contains("ERR_HTTP_RESPONSE_CODE_FAILURE", StringComparison.Ordinal) || message.Contains("ERR_INVALID_AUTH_CREDENTIALS", StringComparison.Ordinal) ? null
        : message.Contains("net::ERR_", StringComparison.Ordinal) ? TransportFault.Protocol
        : null;

    [GeneratedRegex(@"^\s*(?:-\s*)?(?:\d+ × )?", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Noise();

    [GeneratedRegex("ERR_[A-Z_]+", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    // From the first element to the last: one may stand in another, and what is cut is in any of them.
    [GeneratedRegex("<(?<name>[a-z0-9-]+)[^\n]*…[^\n]*>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CutElement();

    [GeneratedRegex(@"resolved to (?<count>\d+) elements", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Resolved();
}
