using Seatrial.Core;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Loading;

public sealed class SnapshotStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_ThenLoad_IsTheSameToTheLastCharacter()
    {
        SnapshotStore store = new(_folder.At("snapshots"));
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { ["seatrial.yaml"] = "\uFEFFproject: shop\r\n", ["flows/a.flow.yaml"] = "flow: é" };

        string hash = store.Save(sources);

        Assert.Equal(hash, store.Save(sources));
        Assert.Equal(hash, SnapshotStore.ContentHash(sources));
        Assert.Equal(sources.OrderBy(s => s.Key, StringComparer.Ordinal), store.Load(hash)!.OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.Null(store.Load(new string('0', 64)));
        Assert.Null(store.Load("../" + hash));
    }

    [Fact]
    public void Load_Changed_IsRefused()
    {
        SnapshotStore store = new(_folder.Root);
        string hash = store.Save(new Dictionary<string, string>(StringComparer.Ordinal) { ["seatrial.yaml"] = "project: shop" });
        File.WriteAllText(_folder.At(hash, "seatrial.yaml"), "project: ship");

        Assert.Equal("snapshot-damaged", Assert.Throws<SeatrialException>(() => store.Load(hash)).Code);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public void Save_PathOutside_IsRefusedAndLeavesNothing(string path)
    {
        SnapshotStore store = new(_folder.Root);

        Assert.Throws<SeatrialException>(() => store.Save(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b", [path] = "x" }));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void ContentHash_TellsPathFromText() => Assert.NotEqual(
        SnapshotStore.ContentHash(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b\n1\nc" }),
        SnapshotStore.ContentHash(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "", ["b"] = "c" }));
}
