using System.Text;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>A request as a line for a shell.</summary>
/// <remarks>Made from the masked message, so that quoting cannot hide a secret from the masker.</remarks>
internal static class CurlLine
{
    private static readonly string[] LeftOut = ["traceparent", "baggage", "Content-Length", "Host"];

    public static string? Of(ExchangeMessage request)
    {
        string[] parts = request.StartLine.Split(' ', 3);
        if (parts.Length < 3 || request.IsBodyCut || (request.Body is null && request.BodyBytes > 0))
        {
            return null;
        }

        StringBuilder line = new("curl -sS -i");
        if (parts[0] is "HEAD")
        {
            line.Append(" -I");
        }
        else if (parts[0] is not "GET" || request.Body is not null)
        {
            line.Append(" -X ").Append(parts[0]);
        }

        line.Append(' ').Append(Quote(parts[1]));
        foreach (ExchangeHeader header in request.Headers)
        {
            bool isUsual = header.Name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase) && header.Value == HttpCall.AcceptEncoding;
            if (!isUsual && !LeftOut.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                line.Append(" -H ").Append(Quote($"{header.Name}: {header.Value}"));
            }
        }

        if (request.Body is not null)
        {
            line.Append(" --data-raw ").Append(Quote(request.Body));
        }

        return line.ToString();
    }

    /// <summary>Single quotes keep everything but themselves.</summary>
    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
