namespace Seatrial.Seeding.Proof;

/// <summary>What a proof came to.</summary>
public enum ProofVerdict
{
    /// <summary>Everything was scanned, and nothing of production was found that chance does not explain.</summary>
    Clean,

    /// <summary>Something of production was found.</summary>
    Leak,

    /// <summary>Nothing was found, but something was not scanned, or the proof did not find what it planted itself.</summary>
    Incomplete,
}
