using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Servers;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Core.Documents;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;
using Seatrial.Server.Hosting;

namespace Seatrial.Cli.Deploying;

/// <summary>Deploys to an environment of local processes, through its supervisor, and says who verifies it.</summary>
/// <param name="context">Where it was called.</param>
/// <param name="typed">The project's folder, as typed.</param>
/// <param name="named">The environment; null when not said.</param>
internal sealed class ProcessDeploying(CommandContext context, string typed, string? named)
{
    private readonly string _folder = context.PathOf(typed);

    public async Task<CommandResult> DeployAsync(string release, string? json)
    {
        using ProjectOpener opener = ProcessPlace.Open(context, typed);
        ProjectLoadResult loaded = opener.Loader.Load(_folder, typed);
        ProjectFolder.Tell(loaded, context.Errors);
        if (loaded.Project is not { } project)
        {
            return CommandResult.Invalid;
        }

        string? file = new[] { context.PathOf(release), Path.Combine(_folder, "releases", $"{release}.yaml") }.FirstOrDefault(File.Exists);
        ReleaseManifest? manifest = file is null ? null : Manifest(file);
        if (file is not null && manifest is null)
        {
            return CommandResult.Invalid;
        }

        if (ProcessPlace.Choose(context, project, named) is not { } environment)
        {
            return CommandResult.Usage;
        }

        return manifest is null
            ? throw new SeatrialException("release-not-found", $"There is no manifest {release}, and no release of that name in {Path.Combine(typed, "releases")}.{Releases()}")
            : await DeployAsync(new ReleaseDeployment(project, environment, opener, context.Clock), project.Name, environment, manifest, json);
    }

    private async Task<CommandResult> DeployAsync(ReleaseDeployment deployment, string project, string environment, ReleaseManifest manifest, string? json)
    {
        string key = $"cli-{Guid.NewGuid():n}";
        OperationReport report;
        using (Waiting waiting = new(context.Terminal, context.Clock, $"deploying {manifest.Release} to {environment}"))
        {
            report = await deployment.DeployAsync(manifest, key, Environment.UserName, context.Stop);
        }

        bool succeeded = report.Progress == OperationProgress.Succeeded;
        context.Terminal.Write(Line.Of(succeeded ? Tone.Good : Tone.Bad, succeeded ? "  deployed " : "  failed ").Plain(manifest.Release).Soft($"  {report.Detail}"));
        foreach (DeployedService service in report.Changes)
        {
            context.Terminal.Write(Line.Of("    ").Plain(service.Name).To(18).Soft($"{service.PreviousVersion ?? "\u2013"} \u2192 {service.Version}"));
        }

        ServerWord word = new(null, null);
        if (succeeded && !report.Changes.IsEmpty)
        {
            Uri? server = ServerFile.Read(ProjectOpener.DefaultStateFolder(_folder))?.Api;
            word = await ServerWord.AskAsync(server, project, key, context.Clock, context.Stop);
            int waiting = (await deployment.Processes.FindStatusAsync(context.Stop))?.UndeliveredWebhooks ?? 0;
            TellWhoVerifies(project, word, waiting > 0);
        }

        await context.WriteJsonAsync(json, writer => Write(writer, report, word));
        return succeeded ? CommandResult.Passed : CommandResult.Failed;
    }

    private void TellWhoVerifies(string project, ServerWord word, bool isWaiting)
    {
        string[] place = typed == "." ? [] : ["--project", typed];
        switch (word)
        {
            case { Server: { } server, RunId: { } runId }:
                context.Terminal.Write(Line.Of(Tone.Good, "  told ").Add(Tone.Link, server.ToString()).Plain($"  run {runId} verifies it"));
                context.Terminal.Write(Line.Of(Tone.Soft, "  see  ").Plain(context.Paste(["runs", "show", runId, .. place])));
                break;
            case { Server: { } server } when isWaiting:
                context.Terminal.Write(Line.Of(Tone.Doubt, "  not told yet ").Add(Tone.Link, server.ToString()).Plain("  the supervisor goes on telling it"));
                break;
            case { Server: { } server }:
                context.Terminal.Write(Line.Of(Tone.Good, "  told ").Add(Tone.Link, server.ToString()));
                context.Terminal.Write(Line.Of(Tone.Soft, "  see  ").Plain(context.Paste(["runs", "list", .. place])));
                break;
            default:
                string until = isWaiting ? "nothing verifies this until one does" : "nothing will verify this";
                context.Terminal.Write(Line.Of(Tone.Doubt, $"  no server serves {project}: {until}; start one with ").Plain(context.Paste("serve", typed)));
                break;
        }
    }

    /// <summary>Reads a manifest; null after its errors were told.</summary>
    private ReleaseManifest? Manifest(string file)
    {
        List<Diagnostic> found = [];
        ReleaseManifest? manifest = ReleaseDeployment.Read(file, found.Add);
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { [file] = File.ReadAllText(file) };
        found.ForEach(diagnostic => ProjectFolder.Tell(diagnostic, sources, context.Errors));
        return manifest;
    }

    private string Releases()
    {
        string folder = Path.Combine(_folder, "releases");
        string[] names = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).Take(10)] : [];
        return names.Length == 0 ? string.Empty : $" There are: {string.Join(", ", names)}.";
    }

    private static void Write(Utf8JsonWriter writer, OperationReport report, ServerWord word)
    {
        writer.WriteStartObject();
        writer.WriteString("release", report.Release);
        writer.WriteString("outcome", report.Progress.ToString().ToLowerInvariant());
        writer.WriteString("detail", report.Detail);
        writer.WriteString("server", word.Server?.ToString());
        writer.WriteString("run", word.RunId);
        writer.WriteStartArray("services");
        foreach (DeployedService service in report.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", service.Name);
            writer.WriteString("version", service.Version);
            writer.WriteString("previousVersion", service.PreviousVersion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
