using Seatrial.Cli.Terminal;

namespace Seatrial.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        NativeMemory.KeepTogether();
        using Interruption interruption = Interruption.Listen();
        string program = ProgramName.Current();
        return await SeatrialCommand.InvokeAsync(
            arguments,
            isOutputTaken => new CommandContext(
                Terminals.Open(isOutputTaken),
                Terminals.Open(isOutputTaken: true),
                Console.OpenStandardOutput,
                TimeProvider.System,
                Environment.CurrentDirectory,
                interruption.Stop)
            {
                Program = program,
                Input = Console.In,
            },
            Console.Out,
            Console.Error,
            program);
    }
}
