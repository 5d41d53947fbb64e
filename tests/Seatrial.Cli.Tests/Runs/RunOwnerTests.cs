using Seatrial.Cli.Runs;

namespace Seatrial.Cli.Tests.Runs;

public sealed class RunOwnerTests
{
    [Fact]
    public void This_process_is_alive() => Assert.False(RunOwner.IsDead(RunOwner.Current()));

    [Fact]
    public void Process_with_another_start_is_dead()
    {
        string[] parts = RunOwner.Current().Split('/');

        Assert.True(RunOwner.IsDead($"{parts[0]}/{parts[1]}/{parts[2]}/1"));
    }

    [Theory]
    [InlineData("server-7f3a")]
    [InlineData("run/another-machine/1/1")]
    public void What_cannot_be_known_is_taken_to_live(string owner) => Assert.False(RunOwner.IsDead(owner));
}
