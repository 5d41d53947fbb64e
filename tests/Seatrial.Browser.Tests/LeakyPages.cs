using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Seatrial.Browser.Tests;

/// <summary>Pages that show what they are given, in every form and every place that a browser records.</summary>
internal static class LeakyPages
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/leaks", (string key, HttpResponse response) =>
        {
            response.Headers["X-Key"] = $"companion of the header {key}";
            response.Cookies.Append("key", key);
            return Results.Content(
                $$"""
                <!doctype html><html lang="en"><head><title>Leaks {{Html(key)}}</title><style>p { color: #0050a0 }</style></head><body><main><h1>What leaks</h1>
                <p>Harmless.</p>
                {{string.Concat(Forms(key).Select(static form => $"<p>{Html(form)}</p>"))}}
                <p>{{Html(new string('x', 45) + key)}}</p>
                <label>Email <input name="email"></label> <label>Password <input name="password" type="password"></label>
                <form><label>Kept <input name="kept" value="{{Html(key)}}"></label><textarea title="{{Html(key)}}">{{Html(key)}}</textarea></form>
                <button>Press {{Html(key)}}</button>
                <script>
                  const key = {{JsonSerializer.Serialize(key)}}; // companion of the script
                  console.error('told ' + key, { key });
                  localStorage.setItem('key', key);
                  history.replaceState(null, '', '/leaks?again=' + btoa(key) + '&pad=' + 'x'.repeat(190) + key);
                  fetch('/api/telling?key=' + encodeURIComponent(key), { method: 'POST', headers: { Authorization: 'Bearer ' + key, 'X-Basic': btoa('ab:' + key) }, body: JSON.stringify({ key, twice: JSON.stringify({ key }) }) });
                  const form = new FormData(); form.append('key', key); form.append('file', new Blob([new Uint8Array([0, 255, 254]), key]), 'key.bin');
                  fetch('/api/telling', { method: 'POST', body: form });
                </script></main></body></html>
                """,
                "text/html");
        });
        app.MapPost("/api/telling", async (HttpContext context) =>
        {
            using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            return Results.Json(new { told = "companion of the answer", body, forms = Forms(body).ToArray() });
        });
        app.MapGet("/pieces", (string key) => Results.Content(
            $"<!doctype html><html lang=en><title>Pieces</title><p>{key[..7]}<b>{key[7..12]}</b>{key[12..]}</p>", "text/html"));
        app.MapGet("/coloured", (string key) => Results.Content(
            $$"""
            <!doctype html><html lang="en"><head><title>Coloured</title><style>.key, .key * { color: #c80064; font: bold 24px monospace } .wide { width: 60px; white-space: nowrap } p { color: #0050a0 }</style></head><body>
            <p>This text can be read.</p>
            <div class="key">{{Html(key)}}</div>
            <div class="key wide">An overflow that starts before {{Html(key)}}</div>
            <div class="key"><input value="{{Html(key)}}"></div>
            <div class="key" id="shadow"></div>
            <iframe class="key" srcdoc="<p style='color: #c80064; font: bold 24px monospace'>{{Html(key)}}</p>"></iframe>
            <script>
              document.getElementById('shadow').attachShadow({ mode: 'open' }).innerHTML = '<span>' + {{JsonSerializer.Serialize(key)}} + '</span>';
            </script></body></html>
            """,
            "text/html"));
    }

    private static IEnumerable<string> Forms(string key)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        yield return key;
        yield return Uri.EscapeDataString(key);
        yield return string.Concat(bytes.Select(static b => "%" + b.ToString("x2", CultureInfo.InvariantCulture)));
        yield return JsonSerializer.Serialize(key);
        yield return WebUtility.HtmlEncode(key);
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        for (int before = 0; before < 3; before++)
        {
            yield return Convert.ToBase64String([.. Encoding.UTF8.GetBytes("key"[..before]), .. bytes, .. "tail"u8]);
        }
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
