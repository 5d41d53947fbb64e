namespace Seatrial.Cli.Tests;

public sealed class ProgramNameTests
{
    [Theory]
    [InlineData("./seatrial", "/usr/bin:/bin", "./seatrial")]
    [InlineData("../clone/seatrial", "/usr/bin", "../clone/seatrial")]
    [InlineData("/opt/seatrial/seatrial", "/usr/bin:/opt/seatrial", "seatrial")]
    public void Name_is_what_was_typed(string called, string path, string expected) => Assert.Equal(expected, ProgramName.Of(called, path));
}
