using System.Collections.Immutable;

namespace Seatrial.Cli;

/// <summary>How this program starts itself again: as a server, as a supervisor.</summary>
internal static class SelfCommand
{
    /// <summary>The program and its first arguments.</summary>
    public static ImmutableArray<string> Of(params ReadOnlySpan<string> arguments)
    {
        string program = Environment.ProcessPath ?? "seatrial";
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, Path.Combine(AppContext.BaseDirectory, "seatrial.dll"), .. arguments]
            : [program, .. arguments];
    }
}
