using Seatrial.TestKit;
using Xunit.Sdk;

namespace Seatrial.Architecture.Tests.Kit;

public sealed class SnapshotTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public SnapshotTests() =>
        Assert.SkipWhen(Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1", "snapshots are being rewritten");

    private string Source => _folder.At("SomeTests.cs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Accepts_the_same_text_whatever_its_line_endings()
    {
        _folder.Write("Snapshots/SomeTests.report.txt", "a\nb\n");

        Snapshot.Match("a\r\nb", "report", sourceFile: Source);
    }

    [Fact]
    public void Rejects_another_text_and_names_the_line()
    {
        _folder.Write("Snapshots/SomeTests.report.txt", "a\nb\n");

        var failure = Assert.Throws<FailException>(() => Snapshot.Match("a\nc", "report", sourceFile: Source));

        Assert.Contains("differs from line 2 on", failure.Message, StringComparison.Ordinal);
        Assert.Contains("actual:   c", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_text_without_a_golden_file() =>
        Assert.Throws<FailException>(() => Snapshot.Match("a", "report", sourceFile: Source));
}
