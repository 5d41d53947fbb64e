using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Secrets;

/// <summary>
/// The published command loads the browser plug-in for a flow that needs it, and what it keeps of a page that says secrets
/// in every form, picture and trace, has none of them.
/// </summary>
public sealed class BrowserCanaryTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    // What stands around the core breaks naive escaping.
    private readonly Canary[] _canaries = [Canary.New(50), Canary.New(51, "q\"uo\\te/{0}\"'"), Canary.New(52, "<b>&'{0}'</b>"), Canary.New(53, "a+b/c=d &?#%{0}%41")];
    private EchoPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists("/usr/bin/chromium") && Environment.GetEnvironmentVariable("SEATRIAL_CHROMIUM") is null)
        {
            Prerequisite.ServiceMissing("Chromium", "install chromium, or set SEATRIAL_CHROMIUM");
        }

        _peer = await EchoPeer.StartAsync(_canaries, Token);
        _folder.Write("seatrial.yaml", $$$"""
            project: pages
            services: { peer: {} }
            environments: { local: { signals: { within: 0s }, services: { peer: '{{{_peer.Address}}}' } } }
            secrets:
            {{{string.Concat(_canaries.Select(static c => $"  s{c.Id}: {{ env: CANARY_{c.Id} }}\n"))}}}
            """);
        foreach (Canary canary in _canaries)
        {
            _folder.Write($"f{canary.Id}.flow.yaml", $$$"""
                flow: Page {{{canary.Id}}}
                within: 60s
                steps:
                  - name: Leak
                    within: 3s
                    browser:
                      - goto: '{{ peer }}/page/{{{canary.Id}}}?code={{ s{{{canary.Id}}} }}'
                      - fill: { label: Password, value: '{{ s{{{canary.Id}}} }}' }
                      - fill: { label: Code, value: 'it is {{ s{{{canary.Id}}} }}' }
                      - expect: { title: { endsWith: of another page } }
                """);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task User_sees_the_page_that_failed_and_no_secret_in_its_trace()
    {
        ProcessResult run = await ChildProcess.RunAsync(
            TestPaths.PublishedCommand,
            ["run", ".", "--env", "local", "--report", "html=report.html", "--json", "run.json"],
            Token,
            workingDirectory: _folder.Root,
            environment: _canaries.Select(static c => ($"CANARY_{c.Id}", (string?)c.Value)).Append(("SEATRIAL_HOME", TestPaths.RepositoryRoot)).ToDictionary(static e => e.Item1, static e => e.Item2, StringComparer.Ordinal),
            within: TimeSpan.FromMinutes(6)); // the first run of all builds the plug-in

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains("picture.png and trace.zip: in the HTML report", run.Output, StringComparison.Ordinal);
        string report = await File.ReadAllTextAsync(_folder.At("report.html"), Token);
        byte[][] pictures = [.. Data(report, "src=\"data:image/png;base64,")];
        byte[][] traces = [.. Data(report, "href=\"data:application/zip;base64,")];
        Assert.All(pictures, static picture => Assert.True(picture.AsSpan(1, 3).SequenceEqual("PNG"u8)));

        // The flow of each is run a second time, to confirm.
        Assert.Equal((2 * _canaries.Length, 2 * _canaries.Length), (pictures.Length, traces.Length));
        List<(string Place, byte[] Bytes)> places =
        [
            ("console", Encoding.UTF8.GetBytes($"{run.Output}\n{run.Error}")),
            .. Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories).SelectMany(file => LeakSearch.Contents(_folder.Root, file)),
            .. pictures.Select(static (picture, i) => ($"picture {i}", picture)),
            .. traces.SelectMany(static (trace, i) => Entries($"trace {i}", trace)),
        ];
        foreach (Canary canary in _canaries)
        {
            // What is public was kept: the search would find what stands beside it.
            Assert.Contains(places, p => p.Place.StartsWith("trace", StringComparison.Ordinal) && p.Place.EndsWith("trace.trace", StringComparison.Ordinal) && Holds(p.Bytes, canary.Companion));
            Assert.Contains(places, p => p.Place.StartsWith("trace", StringComparison.Ordinal) && p.Place.EndsWith("trace.network", StringComparison.Ordinal) && Holds(p.Bytes, $"/say/{canary.Id}"));
        }

        Assert.Equal(_canaries.Select(static c => c.Id).Order(StringComparer.Ordinal), _peer.Received.Order(StringComparer.Ordinal));
        string[] leaks = [.. LeakSearch.Leaks(_canaries, places)];
        Assert.True(leaks.Length == 0, $"{leaks.Length} leaks:\n{string.Join('\n', leaks)}");
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("run.json"), Token));
        JsonElement files = json.RootElement.GetProperty("flows")[0].GetProperty("attempts")[0].GetProperty("steps")[0].GetProperty("attachments");
        Assert.Equal(["picture.png", "trace.zip"], files.EnumerateArray().Select(static f => f.GetProperty("name").GetString()));
        Assert.All(files.EnumerateArray(), static f => Assert.NotEqual(0, f.GetProperty("blobs").GetArrayLength()));
    }

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static IEnumerable<byte[]> Data(string page, string beginning)
    {
        for (int at = page.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = page.IndexOf(beginning, at + 1, StringComparison.Ordinal))
        {
            int from = at + beginning.Length;
            yield return Convert.FromBase64String(page[from..page.IndexOf('"', from)]);
        }
    }

    private static IEnumerable<(string Place, byte[] Bytes)> Entries(string place, byte[] zip)
    {
        using ZipArchive archive = new(new MemoryStream(zip), ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using MemoryStream bytes = new();
            using (Stream stream = entry.Open())
            {
                stream.CopyTo(bytes);
            }

            yield return ($"{place} {entry.FullName}", bytes.ToArray());
            yield return ($"{place} name", Encoding.UTF8.GetBytes(entry.FullName));
        }
    }
}
