using System.Net;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>The cookies of one attempt.</summary>
internal sealed class CookieJar
{
    private readonly CookieContainer _container = new();

    /// <summary>What an address would be sent; null when nothing.</summary>
    public string? For(Uri address)
    {
        string header = _container.GetCookieHeader(address);
        return header.Length == 0 ? null : header;
    }

    /// <summary>Keeps what an answer set; what it set wrongly is ignored, as browsers do.</summary>
    public void Keep(Uri address, HttpReply reply)
    {
        foreach (ExchangeHeader header in reply.Headers)
        {
            if (!header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            try
            {
                _container.SetCookies(address, header.Value);
            }
            catch (CookieException)
            {
                // A cookie for a foreign domain, or one that cannot be read.
            }
        }
    }
}
