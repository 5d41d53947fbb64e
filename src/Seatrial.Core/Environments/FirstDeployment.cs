namespace Seatrial.Core.Environments;

/// <summary>What a red flow means when no run of the replaced version is known.</summary>
public enum FirstDeployment
{
    /// <summary>It cannot be told whose it is: inconclusive, and a person is told.</summary>
    Hold,

    /// <summary>The version that landed is taken to be at fault.</summary>
    Trust,
}
