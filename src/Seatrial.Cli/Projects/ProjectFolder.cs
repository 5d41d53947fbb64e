using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Flows;
using Seatrial.Flows.Http;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>Reads a project's folder, and tells what is wrong with it.</summary>
internal static class ProjectFolder
{
    /// <summary>Reads a project to run it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="terminal">Where diagnostics go.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>The project, or null after its errors were told.</returns>
    public static LoadedProject? Load(string folder, ITerminal terminal, TimeProvider clock)
    {
        ProjectSetups setups = new(new ProjectPlace(folder), clock, allowCommands: true);
        ProjectModel? model = setups.Load(result => Tell(result, terminal));
        return model is null
            ? null
            : new LoadedProject(model.Name, model.Hash, folder, [.. model.Environments.Keys], [.. model.Flows.Keys], setups);
    }

    /// <summary>Reads a project to look at it.</summary>
    /// <param name="folder">Its folder.</param>
    public static ProjectLoadResult Read(string folder)
    {
        using HttpTransport transport = new(new HttpTransportOptions(), TimeProvider.System);
        return new ProjectLoader(FlowVerbs.All(transport)).Load(folder);
    }

    /// <summary>Tells everything that was found.</summary>
    public static void Tell(ProjectLoadResult result, ITerminal terminal)
    {
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            Tone tone = diagnostic.Severity == DiagnosticSeverity.Error ? Tone.Bad : Tone.Doubt;
            string[] lines = DiagnosticRenderer.Render(diagnostic, result.Sources).Split('\n');
            terminal.Write(Line.Of(tone, lines[0]));
            foreach (string line in lines.Skip(1))
            {
                terminal.Write(Line.Of(line));
            }
        }
    }
}
