using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Core.Documents;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;
using Seatrial.Server.Catalogue;

namespace Seatrial.Cli.Deploying;

/// <summary>Deploys to an environment of local processes, through its supervisor.</summary>
internal sealed class ProcessDeploying(CommandContext context, string folder, string environment)
{
    private readonly string _folder = context.PathOf(folder);

    public async Task<CommandResult> DeployAsync(string release, string? json)
    {
        using ProjectOpener opener = Open();
        ProjectLoadResult loaded = opener.Loader.Load(_folder);
        ProjectFolder.Tell(loaded, context.Errors);
        if (loaded.Project is not { } project || Manifest(release) is not { } manifest)
        {
            return CommandResult.Invalid;
        }

        ReleaseDeployment deployment = new(project, environment, opener, context.Clock);
        OperationReport report;
        using (Waiting waiting = new(context.Terminal, context.Clock, $"deploying {manifest.Release} to {environment}"))
        {
            report = await deployment.DeployAsync(manifest, $"cli-{Guid.NewGuid():n}", Environment.UserName, context.Stop);
        }

        await WriteAsync(json, writer => WriteOperation(writer, report));
        bool succeeded = report.Progress == OperationProgress.Succeeded;
        context.Terminal.Write(Line.Of(succeeded ? Tone.Good : Tone.Bad, succeeded ? "  deployed " : "  failed ").Plain(manifest.Release).Soft($"  {report.Detail}"));
        foreach (DeployedService service in report.Changes)
        {
            context.Terminal.Write(Line.Of("    ").Plain(service.Name).To(18).Soft($"{service.PreviousVersion ?? "\u2013"} \u2192 {service.Version}"));
        }

        return succeeded ? CommandResult.Passed : CommandResult.Failed;
    }

    public async Task<CommandResult> StatusAsync(string? json)
    {
        using ProjectOpener opener = Open();
        if (Processes(opener) is not { } processes)
        {
            return CommandResult.Invalid;
        }

        SupervisorStatus? status = await processes.FindStatusAsync(context.Stop);
        await WriteAsync(json, writer => WriteStatus(writer, status));
        if (status is null)
        {
            context.Terminal.Write(Line.Of(Tone.Soft, $"  Nothing runs in {environment}."));
            return CommandResult.Passed;
        }

        context.Terminal.Write(Line.Of(Tone.Strong, $"  {environment}").Plain($"  {status.Release ?? "nothing deployed yet"}").Soft($"  supervisor {status.Pid}"));
        context.Terminal.Write(Line.Of("    gateway").To(18).Plain(status.IsGatewayUp ? "up" : "down").To(36).Add(Tone.Link, status.Gateway.ToString()));
        foreach (ServiceStatus service in status.Services)
        {
            Tone tone = service.Condition == ServiceCondition.Ready ? Tone.Good : Tone.Bad;
            context.Terminal.Write(Line.Of("    ").Plain(service.Name).To(18).Plain(service.Version).To(28).Add(tone, service.Condition.ToString().ToLowerInvariant()).To(42).Add(Tone.Link, service.Address.ToString()));
        }

        return CommandResult.Passed;
    }

    public async Task<CommandResult> StopAsync()
    {
        using ProjectOpener opener = Open();
        if (Processes(opener) is not { } processes)
        {
            return CommandResult.Invalid;
        }

        using (Waiting waiting = new(context.Terminal, context.Clock, $"stopping {environment}"))
        {
            await processes.StopAsync(context.Stop);
        }

        context.Terminal.Write(Line.Of(Tone.Good, "  stopped ").Plain(environment));
        return CommandResult.Passed;
    }

    private ProjectOpener Open() => new(ProjectFolder.Options(ProjectOpener.DefaultStateFolder(_folder)), context.Clock);

    /// <summary>The environment's supervisor; null after the project's errors were told.</summary>
    private ProcessEnvironment? Processes(ProjectOpener opener)
    {
        ProjectLoadResult loaded = opener.Loader.Load(_folder);
        ProjectFolder.Tell(loaded, context.Errors);
        return loaded.Project is { } project ? opener.ProcessEnvironmentOf(project, environment) : null;
    }

    /// <summary>A manifest by its file, or by the name of a release of the project.</summary>
    private ReleaseManifest? Manifest(string release)
    {
        string file = new[] { context.PathOf(release), Path.Combine(_folder, "releases", $"{release}.yaml") }.FirstOrDefault(File.Exists)
            ?? throw new SeatrialException("release-not-found", $"There is no manifest {release}, and no release of that name in {Path.Combine(folder, "releases")}.");
        List<Diagnostic> found = [];
        ReleaseManifest? manifest = ReleaseDeployment.Read(file, found.Add);
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { [file] = File.ReadAllText(file) };
        found.ForEach(diagnostic => ProjectFolder.Tell(diagnostic, sources, context.Errors));
        return manifest;
    }

    private async Task WriteAsync(string? json, Action<Utf8JsonWriter> write)
    {
        if (json is null)
        {
            return;
        }

        await using Stream output = context.OpenOutput(json);
        await using Utf8JsonWriter writer = new(output, new JsonWriterOptions { Indented = true });
        write(writer);
    }

    private static void WriteOperation(Utf8JsonWriter writer, OperationReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("release", report.Release);
        writer.WriteString("outcome", report.Progress.ToString().ToLowerInvariant());
        writer.WriteString("detail", report.Detail);
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

    private static void WriteStatus(Utf8JsonWriter writer, SupervisorStatus? status)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("running", status is not null);
        writer.WriteString("release", status?.Release);
        writer.WriteString("gateway", status?.Gateway.ToString());
        writer.WriteStartArray("services");
        foreach (ServiceStatus service in status?.Services ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", service.Name);
            writer.WriteString("version", service.Version);
            writer.WriteString("condition", service.Condition.ToString().ToLowerInvariant());
            writer.WriteString("address", service.Address.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
