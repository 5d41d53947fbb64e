using System.Collections.Immutable;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>The worst of services: whatever secret it is given, it says it back in every form, and calls that an error.</summary>
internal sealed class EchoPeer : IAsyncDisposable
{
    private readonly ImmutableDictionary<string, Canary> _canaries;
    private readonly WebApplication _app;

    private EchoPeer(WebApplication app, IEnumerable<Canary> canaries)
    {
        _app = app;
        _canaries = canaries.ToImmutableDictionary(static c => c.Id, StringComparer.Ordinal);
    }

    public string Address => _app.Urls.Single();

    /// <summary>Which canaries came in, whatever became of them.</summary>
    public HashSet<string> Received { get; } = new(StringComparer.Ordinal);

    public static async Task<EchoPeer> StartAsync(IEnumerable<Canary> canaries, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        EchoPeer peer = new(builder.Build(), canaries);
        peer.Map();
        await peer._app.StartAsync(cancellationToken);
        return peer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        _app.UseWebSockets();
        _app.Map("/fail/{id}", (string id, HttpRequest request) => EchoAsync(id, request, 500));
        _app.Map("/say/{id}", (string id, HttpRequest request) => EchoAsync(id, request, 200));
        _app.Map("/login/{id}", (string id) => Results.Json(new
        {
            visible = _canaries[id].Companion,
            session = new { token = _canaries[id].Value, spare = new[] { _canaries[id].Value } },
        }));
        _app.Map("/token/{id}", (string id) => Results.Json(new { access_token = _canaries[id].Value, token_type = "Bearer", expires_in = 300 }));
        _app.Map("/refuse/{id}", (string id) => Results.Json(
            new { error = "invalid_grant", error_description = $"{_canaries[id].Companion} {string.Join(' ', CanaryForms.Said(_canaries[id].Value))}" },
            statusCode: 400));
        _app.Map("/cookie/{id}", (string id, HttpResponse response) =>
        {
            response.Cookies.Append("session", _canaries[id].Value);
            return Results.Json(new { visible = _canaries[id].Companion });
        });
        _app.Map("/redirect/{id}", (string id, string code, HttpResponse response) =>
        {
            response.StatusCode = 302;
            response.Headers.Location = $"/fail/{id}?code={Uri.EscapeDataString(code)}";
        });
        _app.Map("/graphql/{id}", (string id) => Results.Json(new
        {
            data = (string?)null,
            errors = new[] { new { message = $"{_canaries[id].Companion} {string.Join(' ', CanaryForms.Said(_canaries[id].Value))}" } },
        }));
        _app.Map("/page/{id}", (string id, HttpResponse response) =>
        {
            response.Cookies.Append("session", Uri.EscapeDataString(_canaries[id].Value));
            response.Headers["X-Key"] = Uri.EscapeDataString(_canaries[id].Value);
            return Results.Content(Page(_canaries[id]), "text/html; charset=utf-8");
        });
        _app.Map("/socket/{id}", (string id, HttpContext context) => TalkAsync(id, context));
        _app.Map("/stream/{id}", (string id, HttpContext context) => StreamAsync(id, context));
    }

    /// <summary>A page that shows it in every form, writes it to its console and its storage, and sends it on.</summary>
    private static string Page(Canary canary) => $$"""
        <!doctype html><html lang="en"><head><title>{{canary.Companion}} {{WebUtility.HtmlEncode(canary.Value)}}</title></head><body><main>
        <h1>{{canary.Companion}}</h1>
        {{string.Concat(CanaryForms.Said(canary.Value).Select(static said => $"<p>{WebUtility.HtmlEncode(said)}</p>"))}}
        <p>{{new string('x', 40)}}{{WebUtility.HtmlEncode(canary.Value)}}</p>
        <label>Password <input type="password"></label> <label>Code <input></label> <label>Kept <input value="{{WebUtility.HtmlEncode(canary.Value)}}"></label>
        <script>
          const key = {{JsonSerializer.Serialize(canary.Value)}};
          localStorage.setItem('key', key);
          console.error('told', key, { key });
          history.replaceState(null, '', '?key=' + encodeURIComponent(key) + '&pad=' + 'x'.repeat(180) + encodeURIComponent(key));
          fetch('/say/{{canary.Id}}', { method: 'POST', headers: { Authorization: 'Bearer ' + encodeURIComponent(key) }, body: JSON.stringify({ key }) });
        </script></main></body></html>
        """;

    private async Task<IResult> EchoAsync(string id, HttpRequest request, int status)
    {
        using StreamReader reader = new(request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        string headers = string.Join('\n', request.Headers.Select(static h => $"{h.Key}: {h.Value}"));
        Canary canary = _canaries[id];
        string all = $"{request.Path}{request.QueryString}\n{headers}\n{body}";
        if (Uri.UnescapeDataString(all).Contains(canary.Core, StringComparison.OrdinalIgnoreCase) || all.Contains(canary.Core, StringComparison.OrdinalIgnoreCase))
        {
            lock (Received)
            {
                Received.Add(id);
            }
        }

        return Results.Json(
            new
            {
                visible = canary.Companion,
                state = "pending",
                said = CanaryForms.Said(canary.Value).ToArray(),
                got = all,
                twice = JsonSerializer.Serialize(new { inner = canary.Value }),
            },
            statusCode: status);
    }

    private async Task TalkAsync(string id, HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[16_384];
        ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        string heard = Encoding.UTF8.GetString(buffer, 0, received.Count);
        string answer = $"{_canaries[id].Companion} {heard} {string.Join(' ', CanaryForms.Said(_canaries[id].Value))}";
        await socket.SendAsync(Encoding.UTF8.GetBytes(answer), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }

    private async Task StreamAsync(string id, HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"event: told\ndata: {_canaries[id].Companion} {string.Join(' ', CanaryForms.Said(_canaries[id].Value).Select(static s => s.ReplaceLineEndings(" ")))}\n\n", context.RequestAborted);
    }
}
