namespace Seatrial.Core.Journal;

/// <summary>The kinds of event streams.</summary>
public enum StreamKind
{
    /// <summary>A run's events.</summary>
    Run,

    /// <summary>An environment's events: queue, budget, deliveries seen, approvals.</summary>
    Environment,
}
