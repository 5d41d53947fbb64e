using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Seatrial.Project.Importing;

namespace Seatrial.Cli.Recording;

/// <summary>Passes requests on, and records them with what came back: to one service in whose place it stands, or as a forward proxy to whatever is asked for.</summary>
/// <param name="recording">What is recorded.</param>
/// <param name="target">The service; null for a forward proxy.</param>
/// <param name="clock">The clock.</param>
internal sealed class RecordingProxy(Recording recording, Uri? target, TimeProvider clock) : IDisposable
{
    private const string Passed = "seatrial-record";
    private static readonly string[] HopByHop = ["connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "host", "content-length"];

    // As it is sent: no redirect followed, no cookie kept, nothing decoded. Proxies of the machine would lead back here.
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null, ConnectTimeout = TimeSpan.FromSeconds(15) });

    public void Dispose() => _client.Dispose();

    public async Task PassAsync(HttpContext http)
    {
        if (http.Request.Method == "CONNECT")
        {
            await RefuseAsync(http, StatusCodes.Status501NotImplemented, "HTTPS through this proxy cannot be read: record with `--target https://…`, and ask the proxy over http.");
            return;
        }

        if (Address(http) is not { } address)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "This is a proxy: ask it for a whole address, or start it with `--target URL`.");
            return;
        }

        if (http.Request.Headers.Via.Any(static v => v?.Contains(Passed, StringComparison.Ordinal) == true))
        {
            await RefuseAsync(http, StatusCodes.Status508LoopDetected, "The address leads back to this proxy.");
            return;
        }

        int place = recording.Begin();
        DateTimeOffset at = clock.GetUtcNow();
        KeptText sent = new();
        KeptText received = new();
        using HttpRequestMessage request = Request(http, address, sent);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, http.RequestAborted);
            ImmutableArray<RecordedField> headers = Answer(http, response);
            await received.CopyAsync(await response.Content.ReadAsStreamAsync(http.RequestAborted), http.Response.Body, http.RequestAborted);
            recording.End(place, new(http.Request.Method.ToUpperInvariant(), address.AbsoluteUri)
            {
                Headers = [.. http.Request.Headers.SelectMany(static h => h.Value.Select(v => new RecordedField(h.Key, v ?? string.Empty)))],
                Body = sent.Text,
                At = at,
                Answer = new((int)response.StatusCode) { Headers = headers, Body = received.Text },
            });
        }
        catch (HttpRequestException exception) when (!http.Response.HasStarted)
        {
            await RefuseAsync(http, StatusCodes.Status502BadGateway, $"{address.GetLeftPart(UriPartial.Authority)} cannot be reached: {exception.Message}");
        }
    }

    /// <summary>Where a request is meant to go; null when it does not say.</summary>
    private Uri? Address(HttpContext http)
    {
        string raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target is null)
        {
            return Uri.TryCreate(raw, UriKind.Absolute, out Uri? whole) && whole.Scheme == Uri.UriSchemeHttp ? whole : null;
        }

        string path = raw.StartsWith('/') ? raw : Uri.TryCreate(raw, UriKind.Absolute, out Uri? asked) ? asked.PathAndQuery : "/";
        return Uri.TryCreate(target.AbsoluteUri.TrimEnd('/') + path, UriKind.Absolute, out Uri? address) ? address : null;
    }

    private static HttpRequestMessage Request(HttpContext http, Uri address, KeptText sent)
    {
        HttpRequestMessage request = new(new HttpMethod(http.Request.Method), address);
        bool hasBody = http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0;
        if (hasBody)
        {
            request.Content = new KeptContent(http.Request.Body, sent, http.Request.ContentLength);
        }

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in http.Request.Headers)
        {
            // Compressed answers could not be read.
            if (HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) || name.Equals("accept-encoding", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Headers.TryAddWithoutValidation("Via", $"1.1 {Passed}");
        return request;
    }

    /// <summary>Passes status and headers back. An address of the service becomes one of the proxy, so that who follows it comes by again.</summary>
    private ImmutableArray<RecordedField> Answer(HttpContext http, HttpResponseMessage response)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        var headers = ImmutableArray.CreateBuilder<RecordedField>();
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            foreach (string value in values)
            {
                headers.Add(new(name, value));
                if (HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    continue;
                }

                bool isBack = target is not null && name.Equals("location", StringComparison.OrdinalIgnoreCase) && value.StartsWith(target.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
                string passed = isBack ? $"http://{http.Request.Host}{value[target!.GetLeftPart(UriPartial.Authority).Length..]}" : value;
                http.Response.Headers.Append(name, passed);
            }
        }

        return headers.DrainToImmutable();
    }

    private static async Task RefuseAsync(HttpContext http, int status, string why)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"seatrial record: {why}\n", http.RequestAborted);
    }
}
