using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Api;

/// <summary>
/// Who may read. With a token configured: whoever shows it. Without one: this machine only, addressed as such; a proxy in
/// front makes everybody look local, so what was forwarded is refused, and so is a foreign host name (DNS rebinding).
/// </summary>
/// <param name="options">The token.</param>
internal sealed class ReadAccess(IOptions<ReadAccessOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    /// <summary>What proxies say of whom they speak for; beside these, whatever begins with X-Forwarded-.</summary>
    private static readonly string[] Forwarding = ["Forwarded", "Via", "X-Real-IP", "CF-Connecting-IP"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (options.Value.Token is { Length: > 0 } token)
        {
            if (!HasToken(http.Request, token))
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
                return Problems.Make(
                    StatusCodes.Status401Unauthorized,
                    "read-token-needed",
                    "Send the header Authorization: Bearer <token>, with the token the server was given.");
            }
        }
        else if (!IsLocal(http))
        {
            return Problems.Make(
                StatusCodes.Status403Forbidden,
                "read-local-only",
                "Without a configured token, only this machine may read, directly and by a local address.");
        }

        return await next(context);
    }

    private static bool HasToken(HttpRequest request, string token)
    {
        string? header = request.Headers.Authorization is [var only] ? only : null;
        return header is not null
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim())),
                SHA256.HashData(Encoding.UTF8.GetBytes(token)));
    }

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && !http.Request.Headers.Keys.Any(IsForwarding)
        && (http.Request.Host.Host is "localhost"
            || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out IPAddress? host) && IPAddress.IsLoopback(host)));

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);
}
