using Seatrial.Cli.Terminal;

namespace Seatrial.Cli;

/// <summary>What a command is given when it runs.</summary>
/// <param name="Terminal">Where text for people goes.</param>
/// <param name="Errors">Where people are told what went wrong.</param>
/// <param name="Output">Standard output, for machines, where <c>--json -</c> asked for it.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Folder">The folder the command was started in.</param>
/// <param name="Stop">Cancelled at the first Ctrl-C or SIGTERM: finish what must be finished.</param>
internal sealed record CommandContext(
    ITerminal Terminal,
    ITerminal Errors,
    Func<Stream> Output,
    TimeProvider Clock,
    string Folder,
    CancellationToken Stop)
{
    /// <summary>Tells what went wrong, and what to do.</summary>
    public void TellError(string text) => Errors.Write(Line.Of(Tone.Bad, "error: ").Plain(text));

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
