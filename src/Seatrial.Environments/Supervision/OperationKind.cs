namespace Seatrial.Environments.Supervision;

/// <summary>What a supervisor was asked to do.</summary>
public enum OperationKind
{
    /// <summary>Bring a release.</summary>
    Deploy,

    /// <summary>Bring replaced versions back.</summary>
    Rollback,
}
