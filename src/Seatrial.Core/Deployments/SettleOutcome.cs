namespace Seatrial.Core.Deployments;

/// <summary>Whether what was deployed is what answers.</summary>
public enum SettleOutcome
{
    /// <summary>Every deployed version answered, several times in a row.</summary>
    Settled,

    /// <summary>A deployed version crash-loops: failed, product.</summary>
    CrashLooping,

    /// <summary>A deployed version was never seen: inconclusive, environment.</summary>
    NeverSeen,
}
