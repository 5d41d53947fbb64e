using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Projects;

public sealed class FmtTests
{
    private const string Project = "project: shop\nenvironments:\n  local:\n    services: { web: 'http://localhost:1' }\n";

    [Fact]
    public async Task Formats_and_then_has_nothing_to_do()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        folder.Write("seatrial.yaml", Project);
        folder.Write("flows/a.flow.yaml", "steps:\n- expect: {status: 200}\n  http: \"GET {{ web }}/\" # front\nflow: A\n");

        Assert.Equal(1, await harness.InvokeAsync("fmt", "--check"));
        Assert.Equal(0, await harness.InvokeAsync("fmt"));
        Assert.Equal(0, await harness.InvokeAsync("fmt", "--check"));

        Assert.Equal("flow: A\nsteps:\n  - http: 'GET {{ web }}/' # front\n    expect: { status: 200 }\n", folder.Read("flows/a.flow.yaml"));
        Assert.Equal(["seatrial.yaml", "flows"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).OrderDescending(StringComparer.Ordinal));
        Snapshot.Match(harness.People);
    }

    [Fact]
    public async Task Leaves_what_cannot_be_read_and_formats_the_rest()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        folder.Write("seatrial.yaml", Project);
        folder.Write("flows/a.flow.yaml", "flow: A\nsteps: [\n");
        folder.Write("flows/b.flow.yaml", "flow:   B\nsteps:\n- http: GET /\n");

        Assert.Equal(3, await harness.InvokeAsync("fmt"));

        Assert.Equal("flow: A\nsteps: [\n", folder.Read("flows/a.flow.yaml"));
        Assert.Equal("flow: B\nsteps:\n  - http: GET /\n", folder.Read("flows/b.flow.yaml"));
        Assert.StartsWith("flows/a.flow.yaml:3:1: error ST01", harness.Errors, StringComparison.Ordinal);
    }
}
