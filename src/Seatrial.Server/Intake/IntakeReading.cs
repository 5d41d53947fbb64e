using Seatrial.Core.Deployments;

namespace Seatrial.Server.Intake;

/// <summary>What became of reading a body. Closed.</summary>
internal abstract record IntakeReading
{
    private IntakeReading()
    {
    }

    /// <summary>It tells of a deployment.</summary>
    /// <param name="Deployment">What landed.</param>
    public sealed record Accepted(Deployment Deployment) : IntakeReading;

    /// <summary>It is understood and does not concern us.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Ignored(string Reason) : IntakeReading;

    /// <summary>It cannot be used.</summary>
    /// <param name="Code">The stable code.</param>
    /// <param name="Faults">All that is wrong; at least one.</param>
    public sealed record Rejected(string Code, IReadOnlyList<IntakeFault> Faults) : IntakeReading;

    /// <summary>It is of a kind that is not understood at all.</summary>
    /// <param name="Reason">What was expected.</param>
    public sealed record NotUnderstood(string Reason) : IntakeReading;
}
