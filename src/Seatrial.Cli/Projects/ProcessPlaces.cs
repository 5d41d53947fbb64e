using System.Collections.Immutable;
using Seatrial.Environments.Processes;

namespace Seatrial.Cli.Projects;

/// <summary>Opens environments of local processes; their supervisors are this program again.</summary>
internal static class ProcessPlaces
{
    /// <summary>An environment of processes.</summary>
    /// <param name="place">The project.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="clock">The clock.</param>
    public static ProcessEnvironment Open(ProjectPlace place, string environment, TimeProvider clock) => new(new ProcessEnvironmentOptions
    {
        StateFolder = place.Environment(environment),
        SuperviseCommand = [.. OwnCommand(), "supervise", "--state"],
        TimeProvider = clock,
    });

    /// <summary>How this program is started.</summary>
    public static ImmutableArray<string> OwnCommand()
    {
        string self = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "seatrial.exe" : "seatrial");
        return File.Exists(self) ? [self] : ["dotnet", Path.Combine(AppContext.BaseDirectory, "seatrial.dll")];
    }
}
