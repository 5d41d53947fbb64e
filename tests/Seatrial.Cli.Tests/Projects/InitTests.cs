using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

public sealed class InitTests
{
    [Fact]
    public async Task Writes_a_project_and_says_what_comes_next()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(0, await harness.InvokeAsync("init", "My Shop"));

        string written = await File.ReadAllTextAsync(Path.Combine(folder.Root, "My Shop", "seatrial.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains("\nproject: my-shop\n", written, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Root, "My Shop", "flows", "first.flow.yaml")));
        Snapshot.Match(harness.People);
    }

    [Fact]
    public async Task Writes_all_or_nothing()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        folder.Write("flows", "a file where the folder should be");

        Assert.Equal(3, await harness.InvokeAsync("init"));

        Assert.Equal(["flows"], Directory.EnumerateFileSystemEntries(folder.Root).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Never_overwrites()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        string file = Path.Combine(folder.Root, "seatrial.yaml");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        Assert.Equal(3, await harness.InvokeAsync("init"));

        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(Path.Combine(folder.Root, "flows")));
    }
}
