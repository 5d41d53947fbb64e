using Seatrial.Environments.Releases;

namespace Seatrial.Environments.Supervision;

/// <summary>One service of a roll-out.</summary>
/// <param name="Service">The service.</param>
/// <param name="Before">What ran before; null when nothing did.</param>
/// <param name="Target">What shall run; null when the service goes away.</param>
internal sealed record RolloutStep(string Service, ServicePlan? Before, ServicePlan? Target)
{
    public StepPhase Phase { get; init; }

    /// <summary>The instance on its way to serving; null outside <see cref="StepPhase.Starting"/>.</summary>
    public ServiceInstance? Candidate { get; init; }

    /// <summary>The instance that served before, until it is stopped.</summary>
    public ServiceInstance? Retired { get; init; }

    /// <summary>Whether requests may have been sent to the target.</summary>
    public bool IsSwitched => Phase is StepPhase.Switching or StepPhase.Draining or StepPhase.Done;

    /// <summary>The step back. An old instance that still runs is taken as it is.</summary>
    public RolloutStep Reverse()
    {
        bool stillRuns = Before is not null && Retired?.Process?.IsAlive() == true;
        return new(Service, Target, Before)
        {
            Phase = stillRuns ? StepPhase.Starting : StepPhase.Pending,
            Candidate = stillRuns ? Retired : null,
        };
    }
}
