using System.Collections.Concurrent;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Running;

/// <summary>The limits of the services of an environment, shared by all flows of a run. What the environment says of a service wins.</summary>
internal sealed class ServiceLimits(ProjectModel project, EnvironmentModel environment, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ServiceLimit?> _limits = new(StringComparer.Ordinal);
    private readonly bool _isNone = environment.Limits.IsEmpty && project.Services.Values.All(static s => s.Limit is null);

    /// <summary>The limit of a service; null when it has none.</summary>
    public ServiceLimit? Of(string? service) => _isNone || service is null ? null : _limits.GetOrAdd(service, Make);

    private ServiceLimit? Make(string service) =>
        (environment.Limits.GetValueOrDefault(service) ?? project.Services.GetValueOrDefault(service)?.Limit) is { } plan ? new(plan, time) : null;
}
