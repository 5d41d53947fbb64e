using Seatrial.TestKit;
using Xunit.Sdk;

namespace Seatrial.Architecture.Tests.Kit;

public sealed class KitTests
{
    [Fact]
    public void Ports_are_all_different() => Assert.Equal(20, FreePorts.Take(10).Concat(FreePorts.Take(10)).Distinct().Count());

    [Fact]
    public void A_temporary_folder_is_gone_at_the_end()
    {
        string root;
        using (var folder = new TempFolder())
        {
            root = folder.Root;
            folder.Write("a/b.txt", "text");
            Assert.Equal("text", folder.Read("a/b.txt"));
        }

        Assert.False(Directory.Exists(root));
    }

    [Fact]
    public void Missing_data_skips_the_test()
    {
        // Assert.Throws lets a skip through, as it should.
        SkipException? skip = null;
        try
        {
            SharedData.Require("no/such.json");
        }
        catch (SkipException caught)
        {
            skip = caught;
        }

        Assert.Contains("../shared/data/no/such.json", skip?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eventually_says_what_it_saw_last()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => Eventually.ReachesAsync(
            () => Task.FromResult("red"),
            seen => seen == "green",
            "a green light",
            TestContext.Current.CancellationToken,
            TimeSpan.Zero));

        Assert.Equal("Not within 0 s: a green light. Seen last: red", failure.Message);
    }
}
