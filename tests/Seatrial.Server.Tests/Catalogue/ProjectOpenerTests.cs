using Seatrial.Environments.Processes;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;
using Seatrial.TestKit;

namespace Seatrial.Server.Tests.Catalogue;

public sealed class ProjectOpenerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("state")]
    [InlineData("shop/.seatrial")]
    public void Two_projects_never_share_a_supervisor_and_every_command_finds_the_same_one(string state)
    {
        using ProjectOpener opener = new(new OpenerOptions { StateFolder = _folder.At(state), SuperviseCommand = ["false"] }, TimeProvider.System);

        foreach (string name in (string[])["shop", "depot"])
        {
            Assert.Equal(
                _folder.At(name, ".seatrial", "environments", "local", "supervisor.log"),
                opener.ProcessEnvironmentOf(Project(opener, name), "local").LogPath);
        }
    }

    [Fact]
    public void Two_projects_never_share_a_supervisor_in_a_world_of_its_own()
    {
        OpenerOptions options = new() { StateFolder = _folder.At("state"), EnvironmentsFolder = _folder.At("world"), SuperviseCommand = ["false"] };
        using ProjectOpener opener = new(options, TimeProvider.System);

        ProcessEnvironment shop = opener.ProcessEnvironmentOf(Project(opener, "shop"), "local");

        Assert.NotEqual(opener.ProcessEnvironmentOf(Project(opener, "depot"), "local").LogPath, shop.LogPath);
        Assert.StartsWith(_folder.At("world"), shop.LogPath, StringComparison.Ordinal);
    }

    private ProjectModel Project(ProjectOpener opener, string name)
    {
        _folder.Write($"{name}/seatrial.yaml", $"project: {name}\nenvironments: {{ local: {{}} }}\n");
        return opener.Loader.Load(_folder.At(name)).Project!;
    }
}
