using Seatrial.Core.Journal;
using Seatrial.Telemetry.Signals;

namespace Seatrial.Server.Hosting;

/// <summary>What a server is put together from; all of it outlives the server.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Environments">What it serves.</param>
/// <param name="Clock">The clock.</param>
internal sealed record ServerParts(IJournal Journal, ServedEnvironments Environments, TimeProvider Clock)
{
    /// <summary>Where telemetry is kept; null when none is taken in.</summary>
    public SignalStore? Signals { get; init; }

    /// <summary>Told what happens.</summary>
    public ServerNews News { get; init; } = new(tell: null);

    /// <summary>Where log lines go; null for nowhere.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Settings by name, such as <c>Intake:MaxBodyBytes</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
