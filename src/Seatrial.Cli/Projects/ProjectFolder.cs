using Seatrial.Cli.Terminal;

namespace Seatrial.Cli.Projects;

/// <summary>Reads a project's folder, and tells what is wrong with it.</summary>
internal static class ProjectFolder
{
    /// <summary>Reads a project.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="terminal">Where diagnostics go.</param>
    /// <returns>The project, or null after its errors were told.</returns>
    public static LoadedProject? Load(string folder, ITerminal terminal) =>
        throw new NotSupportedException($"{folder} {terminal}");
}
