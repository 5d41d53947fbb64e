using System.Collections.Immutable;
using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>One start of a service, and its restarts: what it runs, where it listens, which process it is now.</summary>
/// <param name="Id">Unique for ever in its state folder; also the name of its log.</param>
/// <param name="Plan">What it runs.</param>
/// <param name="Port">Where it listens.</param>
internal sealed record ServiceInstance(string Id, ServicePlan Plan, int Port)
{
    /// <summary>Its process; null before it is started and between a death and the restart.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>When its process was last found dead, newest last.</summary>
    public ImmutableArray<DateTimeOffset> Deaths { get; init; } = [];
}
