using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

/// <summary>A small service, and a project whose flow makes a thing there, looks at it, and takes it away.</summary>
internal sealed class ToolSite : IDisposable
{
    public const string Token = "s3cr3t-of-the-tool-site";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public ToolSite(TempFolder folder)
    {
        int port = FreePorts.Take();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add($"http://localhost:{port}/");
        _listener.Start();
        _serving = ServeAsync();
        folder.Write("token.txt", Token);
        folder.Write("seatrial.yaml", $"project: shop\nenvironments:\n  local:\n    services: {{ web: 'http://127.0.0.1:{port}' }}\nsecrets:\n  token: {{ file: token.txt }}\n");
        folder.Write("flows/thing.flow.yaml", """
            flow: A thing
            steps:
              - name: Make it
                http: POST {{ web }}/things
                headers: { X-Token: '{{ token }}' }
                json: { name: it's new }
                expect: { status: 201, $.id: 7 }
                capture: { id: $.id }
                cleanup: [{ http: 'DELETE {{ web }}/things/{{ id }}' }]
              - name: Look at it
                http: GET {{ web }}/things/{{ id }}
                expect: { status: 200 }
              - name: Look again
                http: GET {{ web }}/things/{{ id }}/again
                expect: { status: 200 }

            """);
    }

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What was asked, with the scheme it signed in by and what the header X-Suite said.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>Whether the thing cannot be looked at now.</summary>
    public bool IsBroken { get; set; }

    public void Dispose()
    {
        _listener.Close();
        _ = _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string scheme = call.Request.Headers["Authorization"] is { } credentials ? $" {credentials.Split(' ')[0]}" : string.Empty;
            Seen.Enqueue($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath}{scheme} {(call.Request.Headers["X-Suite"] is { } suite ? $"suite {suite}" : "no suite")}");
            Asked.Enqueue($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath}");
            call.Response.StatusCode = call.Request.HttpMethod == "POST" ? 201 : IsBroken && call.Request.HttpMethod == "GET" ? 503 : 200;
            call.Response.ContentType = "application/json";
            await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":7,"token":"{{call.Request.Headers["X-Token"]}}"}"""), CancellationToken.None);
            call.Response.Close();
        }
    }
}
