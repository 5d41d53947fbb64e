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
        ReadOnlySpan<char> start = request.StartLine;
        int method = start.IndexOf(' ');
        int address = method < 0 ? -1 : start[(method + 1)..].IndexOf(' ');
        if (address < 0 || request.IsBodyCut || (request.Body is null && request.BodyBytes > 0))
        {
            return null;
        }

        StringBuilder line = new("curl -sS -i", 512);
        if (start[..method] is "HEAD")
        {
            line.Append(" -I");
        }
        else if (start[..method] is not "GET" || request.Body is not null)
        {
            line.Append(" -X ").Append(start[..method]);
        }

        line.Append(" '");
        Quote(line, start.Slice(method + 1, address));
        line.Append('\'');
        foreach (ExchangeHeader header in request.Headers)
        {
            bool isUsual = header.Name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase) && header.Value == HttpCall.AcceptEncoding;
            if (!isUsual && !LeftOut.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                line.Append(" -H '");
                Quote(line, header.Name);
                line.Append(": ");
                Quote(line, header.Value);
                line.Append('\'');
            }
        }

        if (request.Body is not null)
        {
            line.Append(" --data-raw '");
            Quote(line, request.Body);
            line.Append('\'');
        }

        return line.ToString();
    }

    /// <summary>Between single quotes, which keep everything but themselves.</summary>
    private static void Quote(StringBuilder line, ReadOnlySpan<char> text)
    {
        for (int quote = text.IndexOf('\''); quote >= 0; quote = text.IndexOf('\''))
        {
            line.Append(text[..quote]).Append("'\\''");
            text = text[(quote + 1)..];
        }

        line.Append(text);
    }
}
