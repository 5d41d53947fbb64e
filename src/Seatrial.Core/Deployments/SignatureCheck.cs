namespace Seatrial.Core.Deployments;

/// <summary>Whether a body comes from somebody who knows a secret, and came now.</summary>
public enum SignatureCheck
{
    /// <summary>It does.</summary>
    Valid,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>The header is not one.</summary>
    Malformed,

    /// <summary>No secret made it.</summary>
    Mismatch,

    /// <summary>It is too old or from the future.</summary>
    OutsideTolerance,

    /// <summary>The receiver has no secret, so nobody can sign.</summary>
    NoSecret,
}
