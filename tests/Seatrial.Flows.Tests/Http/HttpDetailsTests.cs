using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Http;

public sealed class HttpDetailsTests
{
    private const string NotText = "\0base64:iVBORw0KGgo="; // As a snapshot keeps a file that is not text.

    [Fact]
    public async Task RunAsync_Multipart_SendsFilesTextsAndMadeUpBytes()
    {
        List<string> parts = [];
        await using FakeService service = await FakeService.StartAsync(app => app.MapPost("/photos", async (HttpContext context) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            parts.AddRange(form.Select(static field => $"{field.Key}={field.Value}"));
            foreach (IFormFile file in form.Files)
            {
                using MemoryStream content = new();
                await file.CopyToAsync(content, context.RequestAborted);
                parts.Add($"{file.Name} {file.FileName} {file.ContentType} {content.Length} {Convert.ToHexStringLower(content.ToArray().AsSpan(0, 4))}");
            }
        }));
        using Trial trial = Trial.Of(
            """
              - http: POST {{ shop }}/photos
                multipart:
                  title: 'Zoë "s {{ 1 + 1 }}'
                  tag: [a, b]
                  meta: { json: { by: me } }
                  photo: { file: data/photo.png, filename: 'my "own".png' }
                  notes: { file: data/notes.csv }
                  big: { size: 3MiB, type: video/mp4 }
                expect: { status: 200 }
              - http: PUT {{ shop }}/raw
                file: data/photo.png
                expect: { status: 404 }
            """,
            service.Address,
            files: new(StringComparer.Ordinal) { ["data/photo.png"] = NotText, ["data/notes.csv"] = "a,b\r\n" });

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.Equal(
            [
                "title=Zoë \"s 2", "tag=a,b", "meta={\"by\":\"me\"}",
                "photo my %22own%22.png image/png 8 89504e47", "notes notes.csv text/csv 5 612c620d", "big big video/mp4 3145728 00010203",
            ],
            parts.Select(static p => p.Replace("my \"own\".png", "my %22own%22.png", StringComparison.Ordinal)));
        Assert.Equal("image/png", service.Seen.Last().Headers["Content-Type"]);
        ExchangeMessage request = trial.Sink.Exchanges[0]!.Request;
        Assert.Contains("photo: my \"own\".png (image/png, 8 bytes)", request.Body, StringComparison.Ordinal);
        Assert.Null(trial.Sink.Exchanges[0]!.Curl);
    }

    [Fact]
    public async Task RunAsync_BodyLargerThanAnyLimit_IsMeasuredToItsEnd()
    {
        const int size = 12 * 1024 * 1024;
        byte[] body = new byte[size];
        Array.Fill(body, (byte)'a');
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/big", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/plain";
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }));
        using Trial trial = Trial.Of(
            $$$"""
              - http: GET {{ shop }}/big
                expect: { body.size: {{{size}}}, body.sha256: {{{Convert.ToHexStringLower(SHA256.HashData(body))}}} }
              - name: Too long
                http: GET {{ shop }}/big
                expect: { status: 200 }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(StepOutcome.Passed, trial.Sink.Steps[0].Outcome);
        Assert.Contains("the body is longer than the limit of 10485760 bytes", result.Failure!.Message, StringComparison.Ordinal);
        ExchangeMessage kept = trial.Sink.Exchanges[0]!.Response!;
        Assert.Equal((size, true), (kept.BodyBytes, kept.IsBodyCut));
        Assert.True(kept.Body!.Length <= 64 * 1024);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    public async Task RunAsync_Compressed_IsReadAndTheHeaderStays(string coding)
    {
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/", async (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = coding;
            await context.Response.Body.WriteAsync(Compressed(Encoding.UTF8.GetBytes("""{"a":1}"""), coding), context.RequestAborted);
        }));
        using Trial trial = Trial.Of(
            $$$"""
              - http: GET {{ shop }}/
                expect: { $.a: 1, body.size: 7, header.content-encoding: '{{{coding}}}' }
            """,
            service.Address);

        Assert.Null((await trial.RunAsync()).Failure);
        Assert.Equal("gzip, deflate, br", service.Seen.First().Headers["Accept-Encoding"]);
    }

    [Theory]
    [InlineData("zstd", "unknown")]
    [InlineData("br", "broken")]
    public async Task RunAsync_CannotBeDecompressed_SaysSo(string coding, string kind)
    {
        await using FakeService service = await FakeService.StartAsync(app => app.MapGet("/", async (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = coding;
            await context.Response.Body.WriteAsync(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, context.RequestAborted);
        }));
        using Trial trial = Trial.Of(
            """
              - name: Look
                http: GET {{ shop }}/
                expect: { $.a: 1 }
            """,
            service.Address);

        FlowAttemptResult result = await trial.RunAsync();

        Snapshot.Match(Trial.Stable(result.Failure!.Message), $"{nameof(RunAsync_CannotBeDecompressed_SaysSo)}.{kind}");
    }

    [Fact]
    public async Task RunAsync_Http2InClearText_IsSpokenWhereItIsAskedFor()
    {
        await using FakeService service = await FakeService.StartHttp2Async(static app => app.MapGet("/", static (HttpContext context) => context.Request.Protocol));
        using Trial trial = Trial.Of(
            """
              - http: GET {{ shop }}/
                httpVersion: 2
                expect: { version: 2, body: HTTP/2 }
            """,
            service.Address);

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Fact]
    public async Task RunAsync_ServerDoesNotSpeakHttp2_SaysSo()
    {
        await using FakeService service = await FakeService.StartAsync(static app => app.MapGet("/", static () => "hi"));
        using Trial trial = Trial.Of(
            """
              - name: Look
                http: GET {{ shop }}/
                expect: { version: 2 }
            """,
            service.Address,
            more: "    httpVersion: 2\n");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_Http3WithoutQuic_SaysWhatIsMissing()
    {
        if ((OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()) && System.Net.Quic.QuicConnection.IsSupported)
        {
            return;
        }

        using Trial trial = Trial.Of(
            """
              - name: Look
                http: GET {{ shop }}/
                httpVersion: 3
                expect: { version: 3 }
            """,
            "https://127.0.0.1:1");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Test, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_RedirectsNone_IsAnsweredWithTheRedirect()
    {
        await using FakeService service = await FakeService.StartAsync(static app =>
        {
            app.MapGet("/a", static () => Results.Redirect("/b"));
            app.MapGet("/b", static () => "there");
        });
        using Trial trial = Trial.Of(
            """
              - http: GET {{ shop }}/a
                redirects: none
                expect: { status: 302, header.location: /b }
              - http: GET {{ shop }}/a
                redirects: follow
                expect: { status: 200 }
            """,
            service.Address);

        Assert.Null((await trial.RunAsync()).Failure);
    }

    [Theory]
    [InlineData("http: POST http://localhost/\n    file: data/none.png", "ST0009")]
    [InlineData("http: POST http://localhost/\n    file: ../secret.txt", "ST0008")]
    [InlineData("http: POST http://localhost/\n    multipart: { a: { file: /etc/passwd } }", "ST0008")]
    [InlineData("http: POST http://localhost/\n    multipart: { a: { file: data/none.png } }", "ST0009")]
    [InlineData("http: POST http://localhost/\n    multipart: { a: { size: many } }", "ST0806")]
    [InlineData("graphql: http://localhost/\n    query: { file: none.graphql }", "ST0009")]
    public void Load_FileCannotBeSent_IsToldOnce(string step, string code)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        Dictionary<string, string> sources = new(StringComparer.Ordinal)
        {
            ["seatrial.yaml"] = "project: shop\nenvironments: { local: {} }\n",
            ["flows/a.flow.yaml"] = $"flow: It\nsteps:\n  - {step}\n    expect: {{ status: 200 }}\n",
        };

        Assert.Equal([code], new ProjectLoader(FlowVerbs.All(transport)).Load("/nowhere", sources).Diagnostics.Select(static d => d.Code));
    }

    private static byte[] Compressed(byte[] body, string codings)
    {
        foreach (string coding in codings.Split(", "))
        {
            MemoryStream target = new();
            using (Stream stream = coding switch { "gzip" => new GZipStream(target, CompressionLevel.Fastest), "deflate" => new ZLibStream(target, CompressionLevel.Fastest), _ => (Stream)new BrotliStream(target, CompressionLevel.Fastest) })
            {
                stream.Write(body);
            }

            body = target.ToArray();
        }

        return body;
    }
}
