using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shop.ServiceDefaults.Security;

namespace Shop.ServiceDefaults.Calls;

/// <summary>Calls other services: address, token, deadline, and one kind of error for all that can go wrong.</summary>
public sealed class ServiceCaller(HttpClient http, ServiceAddresses addresses, ServiceTokens tokens, TimeProvider time)
{
    /// <summary>Sends the request and gives the body of a successful answer.</summary>
    /// <exception cref="ServiceCallException">It was refused, took too long, or never arrived.</exception>
    public async Task<string> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await SendWithinAsync(request, linked.Token);
        }
        catch (OperationCanceledException error) when (deadline.IsCancellationRequested)
        {
            var waited = request.Timeout.TotalMilliseconds;
            throw new ServiceCallException(request.Service, $"{Describe(request)} took more than {waited} ms.", error)
            {
                IsTimeout = true,
            };
        }
        catch (HttpRequestException error)
        {
            throw new ServiceCallException(request.Service, $"{Describe(request)} failed: {error.Message}", error);
        }
    }

    /// <summary>Sends the request and reads the answer.</summary>
    /// <exception cref="ServiceCallException">As above, or the answer is not what was agreed.</exception>
    public async Task<T> SendAsync<T>(ServiceRequest request, CancellationToken cancellationToken)
    {
        var body = await SendAsync(request, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException error)
        {
            throw new ServiceCallException(
                request.Service, $"The answer to {Describe(request)} is not what was agreed: {error.Message}", error);
        }
    }

    private async Task<string> SendWithinAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        using var message = await ComposeAsync(request, cancellationToken);
        using var response = await http.SendAsync(message, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return body;
        }

        if (response.StatusCode is System.Net.HttpStatusCode.Unauthorized && request.Scope is { } scope)
        {
            tokens.Forget(scope);
        }

        throw new ServiceCallException(
            request.Service, $"{Describe(request)} answered {(int)response.StatusCode}: {Shorten(body)}")
        {
            Status = (int)response.StatusCode,
        };
    }

    private async Task<HttpRequestMessage> ComposeAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var uri = new Uri(request.Address ?? addresses[request.Service], request.Path.TrimStart('/'));
        var message = new HttpRequestMessage(request.Method, uri);
        if (request.Scope is { } scope)
        {
            var token = await tokens.GetAsync(scope, cancellationToken);
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (request.IdempotencyKey is { } key)
        {
            message.Headers.Add("Idempotency-Key", key);
        }

        if (request.Json is { } json)
        {
            message.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return message;
    }

    private static string Describe(ServiceRequest request) => $"{request.Method} {request.Service}{request.Path}";

    private static string Shorten(string body) => body.Length <= 300 ? body : body[..300];
}
