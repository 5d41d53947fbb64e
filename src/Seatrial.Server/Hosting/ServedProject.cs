using System.Collections.Immutable;

namespace Seatrial.Server.Hosting;

/// <summary>What the server must know of a project to take deployments in for it.</summary>
/// <param name="Name">The project.</param>
/// <param name="Services">The names of its services.</param>
/// <param name="Environments">Its environments.</param>
public sealed record ServedProject(
    string Name,
    IReadOnlySet<string> Services,
    ImmutableArray<ServedPlace> Environments);
