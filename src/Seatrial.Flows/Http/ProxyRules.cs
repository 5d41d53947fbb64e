using System.Net;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>Which addresses go through the proxy: all but those that <c>noProxy</c> names.</summary>
/// <remarks>
/// <c>*</c> is everything, <c>example.com</c> and <c>.example.com</c> that domain and what is below it, <c>10.0.0.0/8</c>
/// the addresses of a network; <c>:8080</c> behind one of them only that port. Loopback is not left out unless it is named.
/// </remarks>
internal sealed class ProxyRules : IWebProxy
{
    private readonly Uri _proxy;
    private readonly string[] _direct;

    public ProxyRules(ConnectionSettings settings)
    {
        _proxy = settings.Proxy!;
        _direct = settings.NoProxy.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (settings.ProxyCredentials?.Split(':', 2) is { } parts)
        {
            Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        }
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri GetProxy(Uri destination) => _proxy;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => Array.Exists(_direct, rule => Matches(rule, host));

    private static bool Matches(string rule, Uri address)
    {
        string host = address.IdnHost;
        if (rule == "*")
        {
            return true;
        }

        if (IPNetwork.TryParse(rule, out IPNetwork network))
        {
            return IPAddress.TryParse(host, out IPAddress? ip) && network.Contains(ip);
        }

        int colon = rule.LastIndexOf(':');
        bool hasPort = colon > 0 && (rule[colon - 1] == ']' || rule.IndexOf(':', StringComparison.Ordinal) == colon);
        if (!hasPort && IPAddress.TryParse(rule, out IPAddress? exact))
        {
            return IPAddress.TryParse(host, out IPAddress? ip) && ip.Equals(exact);
        }

        if (hasPort && int.TryParse(rule.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int port))
        {
            return port == address.Port && Matches(rule[..colon].Trim('[', ']'), address);
        }

        string domain = rule.TrimStart('*').TrimStart('.');
        return domain.Length > 0
            && (host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
    }
}
