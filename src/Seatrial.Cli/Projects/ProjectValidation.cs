using System.Text.Json;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Projects;

/// <summary>Checks a project and tells what it found.</summary>
internal static class ProjectValidation
{
    public static CommandResult Validate(CommandContext context, string folder, string? json)
    {
        ProjectLoadResult result = ProjectFolder.Read(context.PathOf(folder));
        ProjectFolder.Tell(result, context.Terminal);
        if (json is not null)
        {
            Write(context, result, json);
        }

        int errors = result.Diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (result.Project is not { } project)
        {
            context.Terminal.Write(Line.Empty);
            context.Terminal.Write(Line.Of(Tone.Bad, $"{errors} {(errors == 1 ? "error" : "errors")}"));
            return CommandResult.Invalid;
        }

        context.Terminal.Write(Line.Of(Tone.Good, "✓ ").Strong(project.Name)
            .Plain($" is valid: {project.Flows.Count} flows, {project.Services.Count} services, {project.Environments.Count} environments")
            .Soft($"  {project.Hash[..12]}"));
        return CommandResult.Passed;
    }

    private static void Write(CommandContext context, ProjectLoadResult result, string file)
    {
        using Stream stream = context.OpenOutput(file);
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteBoolean("valid", result.Project is not null);
        json.WriteString("project", result.Project?.Name);
        json.WriteString("hash", result.Project?.Hash);
        json.WriteStartArray("diagnostics");
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code);
            json.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
            json.WriteString("file", diagnostic.Span.File);
            json.WriteNumber("line", diagnostic.Span.Line);
            json.WriteNumber("column", diagnostic.Span.Column);
            json.WriteString("message", diagnostic.Message);
            json.WriteString("hint", diagnostic.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
