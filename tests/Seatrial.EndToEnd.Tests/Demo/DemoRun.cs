using System.Text.Json;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Demo;

/// <summary>One run of <c>seatrial demo --once</c>, as a user starts it.</summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TempFolder _folder = new();
    private readonly ChildProcess _demo;

    private DemoRun(string[] arguments)
    {
        Json = _folder.At("out.json");
        _demo = ChildProcess.Start(
            TestPaths.PublishedCommand,
            ["demo", "--once", "--json", Json, .. arguments],
            _folder.Root,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["SEATRIAL_HOME"] = TestPaths.RepositoryRoot });
    }

    public string Json { get; }

    public int ProcessId => _demo.Id;

    public bool HasExited => _demo.HasExited;

    public static DemoRun Start(params string[] arguments) => new(arguments);

    /// <summary>Waits for its end.</summary>
    /// <returns>The entries it wrote.</returns>
    public async Task<JsonElement[]> FinishAsync(CancellationToken cancellationToken)
    {
        ProcessResult result = await _demo.WaitForExitAsync(cancellationToken, Patience);
        Assert.True(result.ExitCode == 0, result.ToString());
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllBytesAsync(Json, cancellationToken));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        await _demo.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The story of a defect: passed, failed and undone, passed again.</summary>
    public static void AssertCaught(JsonElement[] entries, string culprit)
    {
        Assert.Equal(3, entries.Length);
        Assert.Equal("passed", entries[0].GetProperty("verdict").GetString());
        Assert.Equal("failed", entries[1].GetProperty("verdict").GetString());
        Assert.Equal("product", entries[1].GetProperty("cause").GetString());
        Assert.Equal(culprit, entries[1].GetProperty("suspect").GetString());
        Assert.Equal("rollback", entries[1].GetProperty("remedy").GetString());
        Assert.True(entries[1].GetProperty("remedyVerified").GetBoolean());
        Assert.Equal("passed", entries[2].GetProperty("verdict").GetString());
    }
}
