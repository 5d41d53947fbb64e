using Seatrial.Cli.Terminal;
using Seatrial.Core.Documents;
using Seatrial.Project.Linting;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Projects;

/// <summary>Lints a project and tells what it found.</summary>
/// <param name="context">Where it was asked for.</param>
/// <param name="folder">The project's folder, as typed.</param>
internal sealed class ProjectLint(CommandContext context, string folder)
{
    /// <summary>Whether every finding counts as an error.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Where the JSON goes; null is nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Where the SARIF goes; null is nowhere.</summary>
    public string? Sarif { get; init; }

    public CommandResult Lint()
    {
        string path = context.PathOf(folder);
        using ProjectOpener opener = new(ProjectFolder.Options(ProjectOpener.DefaultStateFolder(path)), context.Clock);
        ProjectLoadResult loaded = opener.Loader.Load(path, folder);

        // What cannot be bound cannot be judged; the secrets in it are found all the same.
        LintResult result = Linter.Lint(loaded.Sources);
        Diagnostic[] findings = [.. loaded.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error), .. result.Findings];
        Write(findings, result);
        foreach (Diagnostic finding in findings)
        {
            ProjectFolder.Tell(finding, result.Sources, context.Terminal);
        }

        string allowed = result.Allowed > 0 ? $", {result.Allowed} allowed with a reason" : string.Empty;
        int errors = findings.Count(d => d.Severity == DiagnosticSeverity.Error || IsStrict);
        if (findings.Length == 0)
        {
            int flows = loaded.Sources.Keys.Count(static f => f.EndsWith(ProjectLoader.FlowSuffix, StringComparison.Ordinal));
            context.Terminal.Write(Line.Of(Tone.Good, "clean ").Plain(loaded.Project!.Name).Soft($"  {ProjectValidation.Count(flows, "flow")}{allowed}"));
            return CommandResult.Passed;
        }

        context.Terminal.Write(Line.Empty);
        Diagnostic? meant = Array.Find(findings, static d => d.Severity == DiagnosticSeverity.Warning && LintRules.Codes.Contains(d.Code, StringComparer.Ordinal));
        context.Terminal.Write(Line.Of(errors > 0 ? Tone.Bad : Tone.Doubt, $"{ProjectValidation.Count(findings.Length, "finding")}{allowed}.")
            .Soft(meant is null ? null : $" Is one meant as it is? Say so in its step: lint: {{ allow: [{meant.Code}], because: … }}"));
        return errors > 0 ? CommandResult.Invalid : CommandResult.Passed;
    }

    private void Write(Diagnostic[] findings, LintResult result)
    {
        if (Json is not null)
        {
            using Stream output = context.OpenOutput(Json);
            DiagnosticJson.Write(output, json =>
            {
                json.WriteBoolean("clean", findings.Length == 0);
                json.WriteNumber("allowed", result.Allowed);
                DiagnosticJson.Write(json, "findings", findings);
            });
        }

        if (Sarif is not null)
        {
            using Stream output = context.OpenOutput(Sarif);
            SarifLog.Write(output, findings, folder);
        }
    }
}
