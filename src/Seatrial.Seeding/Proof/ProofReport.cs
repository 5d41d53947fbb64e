using System.Collections.Immutable;

namespace Seatrial.Seeding.Proof;

/// <summary>What a proof did and found. It holds nothing of production.</summary>
public sealed record ProofReport
{
    public required ProofVerdict Verdict { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of Seatrial.</summary>
    public required string Version { get; init; }

    /// <summary>The database that was proved, without credentials.</summary>
    public required string Target { get; init; }

    /// <summary>What it was compared with, without credentials.</summary>
    public required string Production { get; init; }

    /// <summary>SHA-256 of the profile's file.</summary>
    public required string ProfileHash { get; init; }

    /// <summary>SHA-256 of the target's structure: its things and their texts.</summary>
    public required string StructureHash { get; init; }

    /// <summary>The runs that have rows there.</summary>
    public ImmutableArray<ProofRun> Runs { get; init; } = [];

    /// <summary>What chance was measured with.</summary>
    public required string Control { get; init; }

    /// <summary>The seeds of the control.</summary>
    public ImmutableArray<ulong> ControlSeeds { get; init; } = [];

    /// <summary>What fewer people share may tell who they are.</summary>
    public required int Subjects { get; init; }

    /// <summary>The probability of any alarm where nothing leaked.</summary>
    public required double ErrorRate { get; init; }

    /// <summary>How many questions it is spread over.</summary>
    public required int Tests { get; init; }

    /// <summary>How many rows of production were read.</summary>
    public required long ProductionRows { get; init; }

    /// <summary>How many fingerprints they gave.</summary>
    public required long Fingerprints { get; init; }

    /// <summary>The share of fingerprints that was looked at: 1 unless there were too many.</summary>
    public required double Share { get; init; }

    public ImmutableArray<ProofTable> Tables { get; init; } = [];

    /// <summary>Texts and files that were looked through, by name.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Columns whose values were said to be no secret.</summary>
    public ImmutableArray<string> Published { get; init; } = [];

    public ImmutableArray<Sensitivity> Sensitivities { get; init; } = [];

    public ImmutableArray<ProofFinding> Findings { get; init; } = [];

    /// <summary>What could not be scanned, each with the reason.</summary>
    public ImmutableArray<string> Unscanned { get; init; } = [];
}
