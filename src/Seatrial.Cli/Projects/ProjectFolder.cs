using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Flows.Running;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Projects;

/// <summary>Reads a project's folder, and tells what is wrong with it.</summary>
internal static class ProjectFolder
{
    /// <summary>Reads a project.</summary>
    /// <param name="context">Where diagnostics go.</param>
    /// <param name="typed">Its folder, as typed.</param>
    /// <returns>The project, or null after its errors were told.</returns>
    public static LoadedProject? Load(CommandContext context, string typed) => Load(context, typed, null);

    /// <summary>Reads a project, one flow of which is gone through step by step.</summary>
    public static LoadedProject? Load(CommandContext context, string typed, IStepGate? gate)
    {
        OpenerOptions options = Options(ProjectOpener.DefaultStateFolder(context.PathOf(typed))) with
        {
            Gate = gate,
            Tell = line => context.Errors.Write(Line.Of(Tone.Soft, "  " + line)),
        };
        ProjectOpener opener = new(options, context.Clock);
        ProjectLoadResult result = opener.Loader.Load(context.PathOf(typed), typed);
        Tell(result, context.Errors);
        return result.Project is { } project ? Open(result, project, options, opener) : null;
    }

    private static LoadedProject Open(ProjectLoadResult result, ProjectModel project, OpenerOptions options, ProjectOpener opener) => new(
        project.Name,
        project.Hash,
        project.Folder,
        [.. project.Environments.Keys],
        [.. project.Flows.Values.Select(static f => f.Header)],
        new ProjectCatalogue(options, opener, [result with { Project = project }]))
    {
        Source = result with { Project = project },
        Reopen = changed => Open(result, changed, options, opener),
    };

    /// <summary>How the command line opens projects: who runs it may run commands anyway.</summary>
    public static OpenerOptions Options(string stateFolder) => new()
    {
        StateFolder = stateFolder,
        SuperviseCommand = SelfCommand.Of("supervise"),
        AllowCommands = true,
    };

    /// <summary>Tells everything found in a project.</summary>
    public static void Tell(ProjectLoadResult result, ITerminal terminal)
    {
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            Tell(diagnostic, result.Sources, terminal);
        }
    }

    /// <summary>Tells one diagnostic, its first line in the tone of its severity.</summary>
    public static void Tell(Diagnostic diagnostic, IReadOnlyDictionary<string, string> sources, ITerminal terminal)
    {
        Tone tone = diagnostic.Severity == DiagnosticSeverity.Error ? Tone.Bad : Tone.Doubt;
        foreach (string line in DiagnosticRenderer.Render(diagnostic, sources).Split('\n'))
        {
            terminal.Write(Line.Of(tone, line));
            tone = Tone.Plain;
        }
    }
}
