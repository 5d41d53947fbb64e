using Seatrial.Flows.Cleaning;
using Seatrial.TestKit;

namespace Seatrial.Flows.Tests.Cleaning;

public sealed class KeyFileSealerTests
{
    [Fact]
    public void Seal_SameFile_OpensInAnotherProcessForTheSamePurposeOnly()
    {
        using TempFolder folder = new();
        string file = folder.At("keys", "seal.key");

        string box = new KeyFileSealer(file).Seal("a secret", "cleanup 1");

        Assert.Equal("a secret", new KeyFileSealer(file).TryOpen(box, "cleanup 1"));
        Assert.Null(new KeyFileSealer(file).TryOpen(box, "cleanup 2"));
        Assert.Null(new KeyFileSealer(folder.At("other.key")).TryOpen(box, "cleanup 1"));
        Assert.Null(new KeyFileSealer(file).TryOpen("no box", "cleanup 1"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Seal_ManyMakeTheFileAtOnce_AllUseOneKey()
    {
        using TempFolder folder = new();
        string file = folder.At("seal.key");

        string[] boxes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => new KeyFileSealer(file).Seal("s", "p"), TestContext.Current.CancellationToken)));

        Assert.All(boxes, box => Assert.Equal("s", new KeyFileSealer(file).TryOpen(box, "p")));
        Assert.Single(Directory.GetFiles(folder.Root));
    }
}
