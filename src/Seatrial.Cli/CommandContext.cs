using Seatrial.Cli.Terminal;

namespace Seatrial.Cli;

/// <summary>What a command is given when it runs.</summary>
/// <param name="Terminal">Where text for people goes.</param>
/// <param name="Output">Standard output, for machines, where <c>--json -</c> asked for it.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Folder">The folder the command was started in.</param>
/// <param name="Stop">Cancelled at the first Ctrl-C or SIGTERM: finish what must be finished.</param>
internal sealed record CommandContext(
    ITerminal Terminal,
    Func<Stream> Output,
    TimeProvider Clock,
    string Folder,
    CancellationToken Stop)
{
    /// <summary>A path as the user meant it.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Folder);

    /// <summary>Opens a file for a machine; <c>-</c> is standard output.</summary>
    public Stream OpenOutput(string file)
    {
        if (file == "-")
        {
            return Output();
        }

        string path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.Create(path);
    }
}
