using Seatrial.Cli.Terminal;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Importing;

/// <summary>A folder to import into, and the command on the machine's own clock.</summary>
internal sealed class ImportSite : IDisposable
{
    private readonly StringWriter _people = new();

    public TempFolder Folder { get; } = new();

    public string People => _people.ToString();

    public CommandContext Context => new(new PlainTerminal(_people), new PlainTerminal(_people), static () => new MemoryStream(), TimeProvider.System, Folder.Root, TestContext.Current.CancellationToken);

    /// <summary>Calls the command, and gives its exit code.</summary>
    public Task<int> CallAsync(params string[] arguments) => SeatrialCommand.InvokeAsync(arguments, _ => Context, _people, _people);

    /// <summary>What was imported is valid, lint finds nothing in it, and it passes against its server.</summary>
    public async Task AssertUsableAsync(string project)
    {
        await AssertPassesAsync("validate", project);
        await AssertPassesAsync("lint", project, "--strict");
        await AssertPassesAsync("run", project);
    }

    public async Task AssertPassesAsync(params string[] arguments)
    {
        int code = await CallAsync(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)} ended with {code}:\n{People}\n{Written()}");
    }

    /// <summary>All that was written.</summary>
    public string Written() => string.Join('\n', Directory.EnumerateFiles(Folder.Root, "*.yaml", SearchOption.AllDirectories).Where(static f => !f.Contains("openapi/", StringComparison.Ordinal)).Select(File.ReadAllText));

    public void Dispose()
    {
        _people.Dispose();
        Folder.Dispose();
    }
}
