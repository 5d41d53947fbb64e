using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Authentication;

/// <summary>Asks token endpoints for tokens (RFC 6749 §4.3, §4.4), found through discovery where only an issuer is known.</summary>
/// <param name="transport">The connections.</param>
internal sealed class OAuthClient(HttpTransport transport)
{
    /// <exception cref="AuthenticationFailedException">No token came.</exception>
    public async Task<IssuedToken> FetchAsync(
        string provider,
        OAuthGrant grant,
        StepIdentity identity,
        StepTrace trace,
        CancellationToken cancellationToken)
    {
        Uri address = grant.TokenAddress is { } known
            ? Address(provider, known)
            : await DiscoverAsync(provider, grant, identity, trace, cancellationToken);

        HttpReply reply = await AskAsync(provider, address, grant, inBody: false, identity, trace, cancellationToken);
        if (grant.Secret is not null && IsInvalidClient(reply))
        {
            // Some servers know client_secret_post only; a second refusal is the one reported.
            HttpReply second = await AskAsync(provider, address, grant, inBody: true, identity, trace, cancellationToken);
            reply = second.Status == 200 ? second : reply;
        }

        return Read(provider, address, reply);
    }

    private static Uri Address(string provider, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address!
            : throw new AuthenticationFailedException($"token '{provider}': '{text}' is not an address that starts with http:// or https://");

    private static bool IsInvalidClient(HttpReply reply) =>
        reply.Status == 401 || (reply.Status == 400 && Error(reply).Code is "invalid_client" or "invalid_request");

    private static IssuedToken Read(string provider, Uri address, HttpReply reply)
    {
        if (reply.Status != 200)
        {
            (string? code, string? description) = Error(reply);
            string said = code is null ? string.Empty : $": {code}{(description is null ? string.Empty : $" ({description})")}";
            throw new AuthenticationFailedException($"token '{provider}': {address} answered {reply.Status}{said}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(reply.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("access_token", out JsonElement token)
                && token.ValueKind == JsonValueKind.String
                && token.GetString() is { Length: > 0 } value)
            {
                return new IssuedToken(value, Lifetime(document.RootElement));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AuthenticationFailedException($"token '{provider}': {address} answered 200, but not with JSON", exception);
        }

        throw new AuthenticationFailedException($"token '{provider}': {address} answered 200 without an access_token");
    }

    private static TimeSpan? Lifetime(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out JsonElement seconds))
        {
            return null;
        }

        // A number by the standard; text at some servers.
        bool isKnown = seconds.ValueKind == JsonValueKind.Number
            ? seconds.TryGetDouble(out double value)
            : double.TryParse(seconds.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return isKnown && value is > 0 and < 1e9 ? TimeSpan.FromSeconds(value) : null;
    }

    private static (string? Code, string? Description) Error(HttpReply reply)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(reply.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (Text(document.RootElement, "error"), Text(document.RootElement, "error_description"))
                : (null, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private async Task<Uri> DiscoverAsync(
        string provider,
        OAuthGrant grant,
        StepIdentity identity,
        StepTrace trace,
        CancellationToken cancellationToken)
    {
        Uri address = Address(provider, grant.Issuer!.TrimEnd('/') + "/.well-known/openid-configuration");
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        HttpReply reply = await SendAsync(provider, request, identity, trace, cancellationToken);
        if (reply.Status != 200)
        {
            throw new AuthenticationFailedException($"token '{provider}': the issuer's {address} answered {reply.Status}; give the endpoint as 'token' if the issuer has no discovery");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(reply.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && Text(document.RootElement, "token_endpoint") is { } endpoint)
            {
                return Address(provider, endpoint);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new AuthenticationFailedException($"token '{provider}': the issuer's {address} answered 200, but not with JSON", exception);
        }

        throw new AuthenticationFailedException($"token '{provider}': the issuer's {address} names no token_endpoint");
    }

    private async Task<HttpReply> AskAsync(
        string provider,
        Uri address,
        OAuthGrant grant,
        bool inBody,
        StepIdentity identity,
        StepTrace trace,
        CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", grant.Grant)];
        Add(form, "username", grant.User);
        Add(form, "password", grant.Password);
        Add(form, "scope", grant.Scope);
        Add(form, "audience", grant.Audience);
        using HttpRequestMessage request = new(HttpMethod.Post, address);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (grant.Secret is null || inBody)
        {
            Add(form, "client_id", grant.Client);
            Add(form, "client_secret", grant.Secret);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", ClientCredentials(grant.Client, grant.Secret));
        }

        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync(provider, request, identity, trace, cancellationToken);
    }

    internal static string Basic(string user, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>RFC 6749 §2.3.1: both halves are form-encoded before they are joined.</summary>
    internal static string ClientCredentials(string client, string secret) => Basic(FormEncode(client), FormEncode(secret));

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static void Add(List<KeyValuePair<string, string>> form, string name, string? value)
    {
        if (value is not null)
        {
            form.Add(new(name, value));
        }
    }

    private async Task<HttpReply> SendAsync(
        string provider,
        HttpRequestMessage request,
        StepIdentity identity,
        StepTrace trace,
        CancellationToken cancellationToken)
    {
        HttpIdentity.Stamp(request, identity, trace, transport.Options);
        try
        {
            return await transport.SendAsync(request, cancellationToken);
        }
        catch (StepTransportException exception)
        {
            throw new AuthenticationFailedException($"token '{provider}': {exception.Message}", exception);
        }
    }
}
