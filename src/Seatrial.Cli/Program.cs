using Seatrial.Cli.Terminal;

namespace Seatrial.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using Interruption interruption = Interruption.Listen();
        return await SeatrialCommand.InvokeAsync(
            arguments,
            isOutputTaken => new CommandContext(
                Terminals.Open(isOutputTaken),
                Terminals.Open(isOutputTaken: true),
                Console.OpenStandardOutput,
                TimeProvider.System,
                Environment.CurrentDirectory,
                interruption.Stop),
            Console.Out,
            Console.Error);
    }
}
