using System.Text.Json;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Deployments;
using Seatrial.Core.Reporting;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;

namespace Seatrial.Cli.Deploying;

/// <summary>The verbs of an environment of local processes.</summary>
internal sealed class ProcessDeploying(CommandContext context, string folder, string environment)
{
    private readonly ProjectPlace _place = new(context.PathOf(folder));

    public async Task<CommandResult> DeployAsync(string release, string? json)
    {
        if (Open() is not { } deployer)
        {
            return CommandResult.Invalid;
        }

        long start = context.Clock.GetTimestamp();
        OperationReport report;
        using (new Waiting(context.Terminal, context.Clock, $"deploying {release} to {environment}"))
        {
            report = await deployer.DeployAsync(ManifestOf(release), context.Stop);
        }

        bool isDone = report.Progress == OperationProgress.Succeeded;
        context.Terminal.Write(Line.Of(isDone ? Tone.Good : Tone.Bad, isDone ? "  deployed " : "  not deployed ").Strong(report.Release)
            .Plain($" to {environment}").Soft($"  {ReportText.Duration(context.Clock.GetElapsedTime(start))}"));
        foreach (DeployedService service in report.Changes)
        {
            context.Terminal.Write(Line.Of($"    {ReportText.Name(service)}"));
        }

        if (!isDone)
        {
            context.TellError(report.Detail);
        }

        if (json is not null)
        {
            await WriteAsync(report, json);
        }

        return isDone ? CommandResult.Passed : CommandResult.Failed;
    }

    public async Task<CommandResult> StatusAsync(string? json)
    {
        SupervisorStatus? status = await ProcessPlaces.Open(_place, environment, context.Clock).FindStatusAsync(context.Stop);
        if (status is null)
        {
            context.Terminal.Write(Line.Of($"Nothing runs in {environment}."));
        }
        else
        {
            context.Terminal.Write(Line.Of(Tone.Strong, $"  {status.Release ?? "nothing"}").Plain($" in {environment}").Soft($"  gateway {status.Gateway}"));
            foreach (ServiceStatus service in status.Services)
            {
                Tone tone = service.Condition == ServiceCondition.Ready ? Tone.Good : Tone.Bad;
                context.Terminal.Write(Line.Of($"    {service.Name} {service.Version}").To(28).Add(tone, $"{service.Condition}").Soft($"  pid {service.Pid}  {service.Log}"));
            }
        }

        if (json is not null)
        {
            await WriteAsync(status, json);
        }

        return CommandResult.Passed;
    }

    public async Task<CommandResult> StopAsync()
    {
        await ProcessPlaces.Open(_place, environment, context.Clock).StopAsync(context.Stop);
        context.Terminal.Write(Line.Of($"Nothing runs in {environment} any more."));
        return CommandResult.Passed;
    }

    private ReleaseDeployer? Open()
    {
        ProjectLoadResult result = ProjectFolder.Read(_place.Folder);
        ProjectFolder.Tell(result, context.Errors);
        if (result.Project is not { } project)
        {
            return null;
        }

        if (project.Environments.TryGetValue(environment, out EnvironmentModel? found))
        {
            return new ReleaseDeployer(_place, project, found, context.Clock);
        }

        context.TellError($"{project.Name} has no environment {environment}. It has: {string.Join(", ", project.Environments.Keys)}.");
        return null;
    }

    /// <summary>A manifest as given, or the project's release of that name.</summary>
    private string ManifestOf(string release)
    {
        string named = Path.Combine(_place.Folder, "releases", $"{release}.yaml");
        return !File.Exists(context.PathOf(release)) && File.Exists(named) ? named : context.PathOf(release);
    }

    private async Task WriteAsync(OperationReport report, string file)
    {
        await using Stream stream = context.OpenOutput(file);
        await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("deployment", report.Key);
        json.WriteString("release", report.Release);
        json.WriteString("outcome", report.Progress == OperationProgress.Succeeded ? "succeeded" : "failed");
        json.WriteString("detail", report.Detail);
        json.WriteStartArray("services");
        foreach (DeployedService service in report.Changes)
        {
            json.WriteStartObject();
            json.WriteString("name", service.Name);
            json.WriteString("version", service.Version);
            json.WriteString("previousVersion", service.PreviousVersion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private async Task WriteAsync(SupervisorStatus? status, string file)
    {
        await using Stream stream = context.OpenOutput(file);
        await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("environment", environment);
        json.WriteString("release", status?.Release);
        json.WriteString("gateway", status?.Gateway.AbsoluteUri);
        json.WriteStartArray("services");
        foreach (ServiceStatus service in status?.Services ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", service.Name);
            json.WriteString("version", service.Version);
            json.WriteString("condition", service.Condition.ToString());
            json.WriteString("address", service.Address.AbsoluteUri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
