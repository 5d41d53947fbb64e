using System.Collections.Immutable;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Environments.Releases;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Projects;

/// <summary>Checks a project and tells what it found.</summary>
internal static class ProjectValidation
{
    public static CommandResult Validate(CommandContext context, string folder, string? json)
    {
        string path = context.PathOf(folder);
        using ProjectOpener opener = new(ProjectFolder.Options(ProjectOpener.DefaultStateFolder(path)), context.Clock);
        ProjectLoadResult result = Looked(opener.Loader.Load(path, folder));
        if (json is not null)
        {
            using Stream output = context.OpenOutput(json);
            Write(output, result);
        }

        ProjectFolder.Tell(result, context.Terminal);
        int errors = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        int warnings = result.Diagnostics.Length - errors;
        if (errors > 0)
        {
            context.Terminal.Write(Line.Empty);
            context.Terminal.Write(Line.Of(Tone.Bad, $"{Count(errors, "error")}{(warnings > 0 ? $", {Count(warnings, "warning")}" : "")}."));
            return CommandResult.Invalid;
        }

        ProjectModel project = result.Project!;
        if (project.Flows.IsEmpty)
        {
            warnings++;
            ImmutableArray<string> lines = FlowSearch.Explain(project.Name, path);
            context.Terminal.Write(Line.Of(Tone.Doubt, $"warning: {lines[0]}"));
            lines[1..].ToList().ForEach(line => context.Terminal.Write(Line.Of(line)));
        }

        string found = $"{Count(project.Flows.Count, "flow")}, {Count(project.Services.Count, "service")}, {Count(project.Environments.Count, "environment")}";
        context.Terminal.Write(Line.Of(Tone.Good, "valid ").Plain(project.Name).Soft($"  {found}{(warnings > 0 ? $", {Count(warnings, "warning")}" : "")}"));
        return CommandResult.Passed;
    }

    /// <summary>What environments of processes name is looked for only here: a run does not need what a deployment does.</summary>
    private static ProjectLoadResult Looked(ProjectLoadResult result)
    {
        List<Diagnostic> found = [];
        foreach (EnvironmentModel environment in result.Project?.Environments.Values ?? [])
        {
            if (environment.Process is { } process)
            {
                ProcessPart.Look(process, result.Project!.Folder, found.Add);
            }
        }

        return result with { Diagnostics = [.. result.Diagnostics, .. found] };
    }

    internal static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static void Write(Stream output, ProjectLoadResult result) => DiagnosticJson.Write(output, json =>
    {
        json.WriteBoolean("valid", result.Project is not null);
        json.WriteString("project", result.Project?.Name);
        json.WriteString("hash", result.Project?.Hash);
        json.WriteNumber("flows", result.Project?.Flows.Count ?? 0);
        DiagnosticJson.Write(json, "diagnostics", result.Diagnostics);
    });
}
