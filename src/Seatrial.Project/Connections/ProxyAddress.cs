using System.Diagnostics.CodeAnalysis;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Connections;

/// <summary>The address of a proxy: <c>http://user:password@proxy.example:3128</c>.</summary>
internal static class ProxyAddress
{
    /// <summary>Whether a text is one; a scheme that is left out is http.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? proxy, out string? credentials)
    {
        credentials = null;
        string whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out proxy)
            || proxy.Scheme is not ("http" or "https" or "socks4" or "socks4a" or "socks5")
            || proxy.Host.Length == 0
            || proxy.PathAndQuery.Length > 1)
        {
            proxy = null;
            return false;
        }

        credentials = proxy.UserInfo.Length == 0 ? null : proxy.UserInfo;
        proxy = new UriBuilder(proxy) { UserName = string.Empty, Password = string.Empty }.Uri;
        return true;
    }

    public static (Uri Proxy, string? Credentials) Evaluate(IBoundValue written, IFlowScope scope) =>
        TryParse(written.Evaluate(scope).ToText().Trim(), out Uri? proxy, out string? credentials)
            ? (proxy, credentials)
            // What was evaluated may hold a password: only what was written is shown.
            : throw new FlowExpressionException(written.Span, "the value of `proxy` is not the address of a proxy, such as http://proxy.example:3128");
}
