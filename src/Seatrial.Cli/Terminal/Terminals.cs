using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Seatrial.Cli.Terminal;

/// <summary>Chooses how to talk to whoever started the command.</summary>
internal static class Terminals
{
    /// <summary>The terminal for people.</summary>
    /// <param name="isOutputTaken">Whether standard output belongs to a machine: people then read standard error.</param>
    public static ITerminal Open(bool isOutputTaken)
    {
        bool isRedirected = isOutputTaken ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        bool isPlain = isRedirected
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        return isPlain ? new PlainTerminal(isOutputTaken ? Console.Error : Console.Out) : OpenLive(isOutputTaken);
    }

    // A method of its own, so that plain output never loads the library for coloured one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LiveTerminal OpenLive(bool isOutputTaken) => new(AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(isOutputTaken ? Console.Error : Console.Out),
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.No,
    }));
}
