using System.Collections.Immutable;
using Seatrial.Project.Connections;

namespace Seatrial.Seeding.Proof;

/// <summary>What is to be proved.</summary>
/// <param name="Production">What must not be found.</param>
/// <param name="Profile">The profile's file.</param>
/// <param name="ProfileName">Its name, for messages.</param>
/// <param name="Version">The version of Seatrial.</param>
public sealed record ProofRequest(ServerAddress Production, ReadOnlyMemory<byte> Profile, string ProfileName, string Version)
{
    /// <summary>What fewer people of production share may tell who they are; null for what the profile was taken with.</summary>
    public int? Subjects { get; init; }

    /// <summary>Columns of production, as <c>schema.table.column</c>, whose values are no secret.</summary>
    public ImmutableHashSet<string> Published { get; init; } = [];

    /// <summary>Logs, reports and other files that must hold nothing of production either: their names, and how they are opened.</summary>
    public ImmutableArray<(string Name, Func<Stream> Open)> Files { get; init; } = [];
}
