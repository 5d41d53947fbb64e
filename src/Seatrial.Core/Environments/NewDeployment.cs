namespace Seatrial.Core.Environments;

/// <summary>What happens to the present run when a new deployment lands.</summary>
public enum NewDeployment
{
    /// <summary>The present run and all queued ones end; the newest starts. Never between a remedy's intent and its outcome.</summary>
    Supersede,

    /// <summary>The present run goes on; the new one waits its turn.</summary>
    Queue,

    /// <summary>The present run goes on; of those waiting only the newest stays.</summary>
    Coalesce,
}
