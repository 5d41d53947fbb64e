using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Browser.Tests;

/// <summary>What is kept of a page when a step fails: a picture and a trace, without a secret.</summary>
public sealed class EvidenceTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const string Secret = "hunter-4711-canary";
    private Storefront _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Storefront.StartAsync();

    public async ValueTask DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_step_that_fails_has_a_picture_and_a_trace_of_the_page()
    {
        using Journey journey = New("""
              - name: Sign in
                within: 1s
                browser:
                  - goto: '{{ web }}/login'
                  - expect: { title: The shop }
            """);

        await journey.RunAsync();

        StepAttachment[] files = [.. journey.Sink.Steps.Single().Attachments!.Value];
        Assert.Equal([("picture.png", "image/png", null), ("trace.zip", "application/zip", null)], files.Select(static f => (f.Name, f.MediaType, f.Missing)));
        Keep("plain.png", files[0]);
        Pixels pixels = Pixels.Of(files[0].Content);
        Assert.Equal((1280, 720), (pixels.Width, pixels.Height));
        Assert.True(pixels.Colours > 10, $"{pixels.Colours} colours: nothing is drawn on it");
        Dictionary<string, byte[]> entries = Entries(files[1]);
        Assert.Contains("trace.trace", entries.Keys);
        Assert.Contains("trace.network", entries.Keys);
        Assert.Contains(entries.Keys, static name => name.StartsWith("resources/", StringComparison.Ordinal));
        JsonElement[] records = [.. Lines(entries["trace.trace"])];
        Assert.Equal("context-options", records[0].GetProperty("type").GetString());
        Assert.Contains(records, static r => r.GetProperty("type").GetString() == "frame-snapshot" && r.GetRawText().Contains("Welcome", StringComparison.Ordinal));
        Assert.Contains(Lines(entries["trace.network"]), static r => r.GetRawText().Contains("/login", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_passes_has_none_and_what_it_did_is_not_in_the_trace_of_the_next()
    {
        using Journey journey = New("""
              - name: Look
                browser:
                  - goto: '{{ web }}/login'
                  - expect: { title: Sign in }
              - name: Sign in
                within: 1s
                browser:
                  - click: { role: button, name: Log on }
            """);

        await journey.RunAsync();

        Assert.Null(journey.Sink.Steps[0].Attachments);
        string trace = Encoding.UTF8.GetString(Entries(journey.Sink.Steps[1].Attachments!.Value[1])["trace.trace"]);
        Assert.Contains("Log on", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("\"method\":\"goto\"", trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_the_trace_in_any_form_and_none_is_to_be_seen()
    {
        using Journey journey = New($$$"""
              - name: Leak
                within: 2s
                browser:
                  - goto: '{{ web }}/login'
                  - fill: { label: Password, value: '{{ password }}' }
                  - fill: { label: Email, value: '{{ password }}' }
                  - goto: '{{ web }}/leaks?key={{ password }}'
                  - fill: { label: Email, value: 'me {{ password }}' }
                  - fill: { label: Password, value: '{{ password }}' }
                  - click: { text: nothing like it }
            """);

        FlowAttemptResult result = await journey.RunAsync();

        Assert.Equal(FlowOutcome.Failed, result.Outcome);
        StepAttachment[] files = [.. journey.Sink.Steps.Single().Attachments!.Value];
        Assert.All(files, static file => Assert.NotEqual(0, file.Content.Length));
        Keep("masked.png", files[0]);
        Keep("trace.zip", files[1]);
        Dictionary<string, byte[]> entries = Entries(files[1]);
        string[] leaks =
        [
            .. from entry in entries
               from form in SecretSearch.Forms(Secret)
               where entry.Value.AsSpan().IndexOf(form.Bytes) >= 0 || Encoding.UTF8.GetBytes(entry.Key).AsSpan().IndexOf(form.Bytes) >= 0
               select $"{form.Form} in {entry.Key}",
        ];
        Assert.Equal([], leaks);

        // What was not there to be found proves nothing.
        Assert.True(_shop.Seen.Any(static seen => seen.Path == "/api/telling"), "the page fetched what tells the secret");
        string all = string.Concat(entries.Values.Select(Encoding.UTF8.GetString));
        Assert.Contains("companion of the script", all, StringComparison.Ordinal);
        Assert.Contains("companion of the answer", all, StringComparison.Ordinal);
        Assert.Contains("companion of the header", all, StringComparison.Ordinal);
        Assert.All(entries.Where(static e => e.Key.EndsWith(".trace", StringComparison.Ordinal) || e.Key.EndsWith(".network", StringComparison.Ordinal)), static e => Assert.NotEmpty(Lines(e.Value)));
    }

    [Fact]
    public async Task What_shows_a_secret_is_covered_and_nothing_else()
    {
        using Journey shown = New(Leaks("4711-harmless-text"));
        using Journey hidden = New(Leaks("{{ password }}"));

        await shown.RunAsync();
        await hidden.RunAsync();

        Pixels plain = Pixels.Of(shown.Sink.Steps.Single().Attachments!.Value[0].Content);
        Pixels covered = Pixels.Of(hidden.Sink.Steps.Single().Attachments!.Value[0].Content);
        Assert.Equal((plain.Width, plain.Height), (covered.Width, covered.Height));

        // The page draws the text in a colour of its own.
        Assert.True(plain.Count(0xC8, 0x00, 0x64) > 50, "the text is in its colour where it is no secret");
        Assert.Equal(0, covered.Count(0xC8, 0x00, 0x64));
        Assert.True(covered.Count(0x77, 0x77, 0x77) > 500, "what is private is covered");
        Assert.True(covered.Count(0x00, 0x50, 0xA0) > 50, "what is not private is there");
    }

    [Fact]
    public async Task A_secret_in_pieces_is_not_pictured_and_the_verdict_stays()
    {
        using Journey journey = New("""
              - name: Look
                within: 1s
                browser:
                  - goto: '{{ web }}/pieces?key={{ password }}'
                  - expect: { title: The shop }
            """);

        FlowAttemptResult result = await journey.RunAsync();

        Assert.Equal(FailureKind.Expectation, result.Failure!.Kind);
        StepAttachment picture = journey.Sink.Steps.Single().Attachments!.Value[0];
        Assert.Equal((0, "no picture: the page shows a secret in pieces, which cannot be covered"), (picture.Content.Length, picture.Missing));
    }

    private static string Leaks(string value) => $$$"""
          - name: Leak
            within: 1s
            browser:
              - goto: '{{ web }}/coloured?key={{{value}}}'
              - expect: { title: The shop }
        """;

    private static Dictionary<string, byte[]> Entries(StepAttachment file)
    {
        using ZipArchive archive = new(new MemoryStream(file.Content.ToArray()), ZipArchiveMode.Read);
        Dictionary<string, byte[]> entries = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using MemoryStream bytes = new();
            using Stream stream = entry.Open();
            stream.CopyTo(bytes);
            entries[entry.FullName] = bytes.ToArray();
        }

        return entries;
    }

    private static IEnumerable<JsonElement> Lines(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line));

    /// <summary>For eyes: where <c>SEATRIAL_EVIDENCE</c> says.</summary>
    private static void Keep(string name, StepAttachment file)
    {
        if (Environment.GetEnvironmentVariable("SEATRIAL_EVIDENCE") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name), file.Content.ToArray());
        }
    }

    private Journey New(string steps) => new(chromium, _shop.Address, steps, Secret);
}
