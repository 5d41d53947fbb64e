namespace Seatrial.Seeding.Proof;

/// <summary>What a proof is at.</summary>
public enum ProofStage
{
    /// <summary>Production is fingerprinted.</summary>
    Production,

    /// <summary>What chance does is measured.</summary>
    Control,

    /// <summary>The target is scanned.</summary>
    Target,
}
