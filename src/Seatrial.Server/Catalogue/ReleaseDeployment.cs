using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Environments.Processes;
using Seatrial.Environments.Releases;
using Seatrial.Environments.Supervision;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Project.Yaml;

namespace Seatrial.Server.Catalogue;

/// <summary>Deploys releases to the process environment of a project.</summary>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
/// <param name="opener">Finds the environment's supervisor.</param>
/// <param name="clock">The clock.</param>
public sealed class ReleaseDeployment(ProjectModel project, string environment, ProjectOpener opener, TimeProvider clock)
{
    /// <summary>The environment's supervisor.</summary>
    public ProcessEnvironment Processes { get; } = opener.ProcessEnvironmentOf(project, environment);

    /// <summary>Reads a release manifest.</summary>
    /// <param name="manifestFile">The manifest.</param>
    /// <param name="report">Takes what is found.</param>
    /// <returns>The manifest; null after an error.</returns>
    public static ReleaseManifest? Read(string manifestFile, Action<Diagnostic> report)
    {
        if (YamlReader.Read(manifestFile, File.ReadAllText(manifestFile), report) is not { } root)
        {
            return null;
        }

        ReleaseReading<ReleaseManifest> reading = ReleaseReader.ReadManifest(root);
        foreach (Diagnostic diagnostic in reading.Diagnostics)
        {
            report(diagnostic);
        }

        return reading.Value;
    }

    /// <summary>Deploys a release and waits for the outcome; starts the supervisor when none runs.</summary>
    /// <param name="manifest">The release.</param>
    /// <param name="key">The deployment's id: the same again does nothing.</param>
    /// <param name="actor">Who deploys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SeatrialException">The environment is not one of processes, or the release cannot be started.</exception>
    public async Task<OperationReport> DeployAsync(ReleaseManifest manifest, string key, string actor, CancellationToken cancellationToken)
    {
        EnvironmentModel model = project.Environments.GetValueOrDefault(environment)
            ?? throw new SeatrialException("environment-unknown", $"The project {project.Name} has no environment {environment}. It has: {string.Join(", ", project.Environments.Keys)}.");
        ProcessSpec spec = SpecOf(model);
        SupervisorStatus status = await Processes.EnsureSupervisorAsync(cancellationToken);
        var addresses = manifest.Services.ToImmutableDictionary(
            s => s.Name,
            s => ProcessEnvironment.AddressOf(status, s.Name).ToString().TrimEnd('/'),
            StringComparer.Ordinal);
        ProjectScope scope = new(model, addresses, new SecretResolver(project, allowCommands: true, new Masker(), model), clock);
        ReleasePlan plan = ReleasePlanner.Plan(spec, manifest, project.Folder, scope.Expand);
        return await Processes.DeployAsync(plan, key, actor, cancellationToken);
    }

    private static ProcessSpec SpecOf(EnvironmentModel model)
    {
        if (model.Process is not { } process)
        {
            throw new SeatrialException("environment-not-processes", $"{model.Name} is not an environment of local processes: it has no `process:` in seatrial.yaml. Deploy to it as you always do, and tell Seatrial by its webhook.");
        }

        ReleaseReading<ProcessSpec> reading = ReleaseReader.ReadSpec(process);
        return reading.Value
            ?? throw new SeatrialException("environment-invalid", string.Join("\n", reading.Diagnostics.Select(d => $"{d.Span}: {d.Message} {d.Hint}")));
    }
}
