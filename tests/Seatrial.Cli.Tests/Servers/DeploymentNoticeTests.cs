using Seatrial.Cli.Servers;

namespace Seatrial.Cli.Tests.Servers;

public sealed class DeploymentNoticeTests
{
    [Theory]
    [InlineData("catalog=1.1.0:1.0.0", "catalog", "1.1.0", "1.0.0")]
    [InlineData("catalog=1.1.0", "catalog", "1.1.0", null)]
    public void Service_is_read(string text, string name, string version, string? previous)
    {
        Core.Deployments.DeployedService service = ServiceText.Parse(text)!;

        Assert.Equal(name, service.Name);
        Assert.Equal(version, service.Version);
        Assert.Equal(previous, service.PreviousVersion);
    }

    [Theory]
    [InlineData("catalog")]
    [InlineData("=1.0")]
    [InlineData("catalog=")]
    [InlineData("catalog=1.0:")]
    [InlineData("catalog=1:2:3")]
    public void Other_text_is_not(string text) => Assert.Null(ServiceText.Parse(text));
}
