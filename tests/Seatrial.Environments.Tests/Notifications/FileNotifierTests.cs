using Microsoft.Extensions.Logging.Abstractions;
using Seatrial.Core.Remedies;
using Seatrial.Environments.Notifications;
using Seatrial.TestKit;

namespace Seatrial.Environments.Tests.Notifications;

public sealed class FileNotifierTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Tell_SameKeyTwice_EvenByAnotherProcess_WritesOneLine()
    {
        Assert.Null(await TellAsync("k1", "first"));
        Assert.Null(await TellAsync("k1", "again"));
        Assert.Null(await TellAsync("k2", "line\nbreak"));

        string[] lines = _folder.Read("deep/notices.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"text\":\"first\"", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_FileCutShortByACrash_StillTells()
    {
        _folder.Write("deep/notices.jsonl", """{"at":"2026""");

        Assert.Null(await TellAsync("k1", "text"));
        Assert.Null(await TellAsync("k1", "text"));
        Assert.Equal(2, _folder.Read("deep/notices.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Tell_FileCannotBeWritten_SaysWhatWentWrong()
    {
        Directory.CreateDirectory(_folder.At("deep", "notices.jsonl"));

        Assert.NotNull(await TellAsync("k1", "text"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string?> TellAsync(string key, string text)
    {
        using var notifier = new FileNotifier(
            _folder.At("deep", "notices.jsonl"), TimeProvider.System, NullLogger<FileNotifier>.Instance);
        return await notifier.TellAsync(
            new Notice(key, "run-1", ["platform"], text), TestContext.Current.CancellationToken);
    }
}
