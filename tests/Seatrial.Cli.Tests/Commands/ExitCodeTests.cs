using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Commands;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task Usage_is_2_and_says_what_to_try()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        int exitCode = await harness.InvokeAsync("run", "--parallel", "0");

        Assert.Equal(2, exitCode);
        Assert.Equal("error: --parallel is a number from 1 to 256.\nTry: seatrial run --help\n", harness.Errors.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("--parallel is a number from 1 to 256.", "run", "--parallel", "many")]
    [InlineData("--limit is a number from 1 to 10000.", "runs", "list", "--limit", "x")]
    [InlineData("There is no command runn. Did you mean run?", "runn")]
    [InlineData("There is no option --evn. Did you mean --env?", "run", ".", "--evn", "local")]
    [InlineData("Name the project once: it is a and --project b.", "runs", "list", "a", "--project", "b")]
    [InlineData("--listen 8080: write an address of this machine and a port, such as 127.0.0.1:7380; port 0 takes a free one.", "serve", ".", "--listen", "8080")]
    [InlineData("--listen 192.0.2.1:80: 192.0.2.1 is no address of this machine. 127.0.0.1 is reached from here only, 0.0.0.0 from everywhere.", "serve", ".", "--listen", "192.0.2.1:80")]
    [InlineData("--to localhost:1: write the server's whole address, such as http://localhost:7380.", "notify", "deployment", "-e", "local", "--service", "web=1", "--to", "localhost:1")]
    [InlineData("There is no defect nosuch. ", "demo", "--defect", "nosuch")]
    public async Task What_cannot_be_meant_is_2_and_leaves_nothing_behind(string message, params string[] arguments)
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        int exitCode = await harness.InvokeAsync(arguments);

        Assert.StartsWith($"error: {message}", harness.Errors, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Theory]
    [InlineData("run", "--env", "nosuch")]
    [InlineData("deploy", "1.0.0", "--env", "nosuch")]
    [InlineData("env", "status", "--env", "nosuch")]
    [InlineData("env", "stop", "--env", "nosuch")]
    [InlineData("notify", "deployment", "--env", "nosuch", "--service", "web=1")]
    public async Task Unknown_environment_is_2_in_the_same_words_everywhere(params string[] arguments)
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        Sample(folder);

        Assert.Equal(2, await harness.InvokeAsync(arguments));

        Assert.Equal("error: The project shop has no environment nosuch. It has: local, staging.\n", harness.Errors);
        Assert.False(Directory.Exists(folder.At(".seatrial/secrets")));
    }

    [Theory]
    [InlineData("deploy", "1.0.0", "--env", "local")]
    [InlineData("env", "status", "--env", "local")]
    [InlineData("env", "stop", "--env", "local")]
    public async Task Environment_without_processes_is_said_to_be_one(params string[] arguments)
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);
        Sample(folder);

        Assert.Equal(2, await harness.InvokeAsync(arguments));

        Assert.Equal("error: local is not an environment of local processes: it has no `process:` in seatrial.yaml. None of the project's has one.\n", harness.Errors);
    }

    [Theory]
    [InlineData("nosuch", "nosuch: error ST0001: There is no such folder.")]
    [InlineData("empty", "seatrial.yaml: error ST0001: There is no seatrial.yaml in empty.\n  hint: Run `seatrial init`")]
    [InlineData("near", "seatrial.yaml: error ST0001: There is no seatrial.yaml in near.\n  hint: There is `seatrial.yml`: rename it to `seatrial.yaml`.")]
    [InlineData("near/seatrial.yml", "near/seatrial.yml: error ST0001: That is a file, not a project's folder.\n  hint: Name its folder: `near`.")]
    public async Task Folder_without_a_project_is_3_and_named_as_typed(string project, string message)
    {
        using TempFolder folder = new();
        Directory.CreateDirectory(folder.At("empty"));
        folder.Write("near/seatrial.yml", "project: shop\n");
        foreach (string[] arguments in (string[][])[["run", project], ["env", "status", "--project", project, "--env", "local"], ["deploy", "1", project]])
        {
            using CommandHarness harness = new(folder.Root);

            Assert.Equal(3, await harness.InvokeAsync(arguments));
            Assert.StartsWith(message, harness.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_is_0()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(0, await harness.InvokeAsync("--help"));
        Assert.Contains("Seatrial proves", harness.People, StringComparison.Ordinal);
        Assert.DoesNotContain("supervise", harness.People, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_journal_is_3_without_a_stack_trace()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        Assert.Equal(3, await harness.InvokeAsync("runs", "list"));
        Assert.StartsWith("error: There is no journal at ", harness.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", harness.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_to_standard_output_moves_people_away()
    {
        using TempFolder folder = new();
        using CommandHarness harness = new(folder.Root);

        await harness.InvokeAsync("runs", "list", "--json", "-");

        Assert.True(harness.WasOutputTaken);
    }

    private static void Sample(TempFolder folder) => folder.Write("seatrial.yaml", """
        project: shop
        services:
          web: {}
        environments:
          local: { services: { web: 'http://localhost:1' } }
          staging: { services: { web: 'http://localhost:2' } }
        """);
}
