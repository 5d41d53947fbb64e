namespace Seatrial.Core.Remedies;

/// <summary>What undoes harm.</summary>
public enum RemedyKind
{
    /// <summary>Turn a feature flag off.</summary>
    Flag,

    /// <summary>Send traffic elsewhere.</summary>
    Shift,

    /// <summary>Bring the replaced versions back.</summary>
    Rollback,

    /// <summary>Do nothing and tell a person.</summary>
    Hold,
}
