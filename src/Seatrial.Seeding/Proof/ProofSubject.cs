using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>What a proof is about, beside the databases.</summary>
/// <param name="Profile">The profile's file.</param>
/// <param name="ProfileName">Its name.</param>
internal sealed record ProofSubject(ReadOnlyMemory<byte> Profile, string ProfileName)
{
    /// <summary>Logs, reports and other files that left the room in which the profile was taken: their names, and how they are opened.</summary>
    public ImmutableArray<(string Name, Func<Stream> Open)> Files { get; init; } = [];

    /// <summary>The runs that have rows in the target.</summary>
    public ImmutableArray<ProofRun> Runs { get; init; } = [];

    /// <summary>The version of Seatrial.</summary>
    public required string Version { get; init; }
}
