using System.Text;
using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;

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
    // Each write of a full buffer is a call of its own on another thread, and reports have tens of megabytes.
    private const int OutputBuffer = 64 * 1024;

    /// <summary>The command as its user called it, for lines to paste.</summary>
    public string Program { get; init; } = ProgramName.Default;

    /// <summary>What the user types, or a script: standard input.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

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
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, OutputBuffer);
    }

    /// <summary>Writes JSON where a verb was asked to; nothing when it was not.</summary>
    public async Task WriteJsonAsync(string? file, Action<Utf8JsonWriter> write)
    {
        if (file is null)
        {
            return;
        }

        await using Stream output = OpenOutput(file);
        await using Utf8JsonWriter writer = new(output, new JsonWriterOptions { Indented = true });
        write(writer);
    }

    /// <summary>A line that can be pasted where this command was called: the program, and words quoted where a shell needs it.</summary>
    public string Paste(params ReadOnlySpan<string> words)
    {
        StringBuilder line = new(ReportText.Quoted(Program));
        foreach (string word in words)
        {
            line.Append(' ').Append(ReportText.Quoted(word));
        }

        return line.ToString();
    }
}
