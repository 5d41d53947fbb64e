using System.Collections.Immutable;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Environments;

/// <summary>How runs behave in an environment, as the project says; immutable, part of the snapshot.</summary>
public sealed record EnvironmentPolicy
{
    /// <summary>Whether runs act on their verdict.</summary>
    /// <value>Default: <see cref="RunMode.Shadow"/>, so that nothing acts before somebody chose it.</value>
    public RunMode Mode { get; init; } = RunMode.Shadow;

    /// <summary>The remedies on offer, smallest first.</summary>
    public ImmutableArray<RemedyOption> Remedies { get; init; } = [];

    /// <summary>What a red flow means when no run of the replaced version is known.</summary>
    public FirstDeployment FirstDeployment { get; init; } = FirstDeployment.Hold;

    /// <summary>What happens to the present run when a new deployment lands.</summary>
    public NewDeployment OnNewDeployment { get; init; } = NewDeployment.Supersede;

    /// <summary>How many flows run at once.</summary>
    /// <value>1 to 256; default 4.</value>
    public int Parallel { get; init; } = 4;

    /// <summary>How long the deployed versions may take to answer.</summary>
    /// <value>1 s to 1 h; default 2 min.</value>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many looks in a row must agree.</summary>
    /// <value>1 to 100; default 3.</value>
    public int SettleAgreements { get; init; } = 3;

    /// <summary>The time between two looks.</summary>
    /// <value>10 ms to 1 min; default 250 ms.</value>
    public TimeSpan SettleEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a run waits for its telemetry after its flows ended.</summary>
    /// <value>0 to 10 min; default 30 s. A run whose telemetry is complete does not wait for it.</value>
    public TimeSpan SignalsWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing may arrive before telemetry counts as complete.</summary>
    /// <value>0 to 1 min; default 1 s.</value>
    public TimeSpan SignalsQuiet { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long nothing at all may arrive for the run before it stops waiting: what has not come by then is not sent.
    /// Longer than exporters hold back what they have, which by default is 5 s.
    /// </summary>
    /// <value>0 to 10 min; default 10 s.</value>
    public TimeSpan SignalsSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a past run serves as baseline.</summary>
    /// <value>1 min to 1 year; default 30 days.</value>
    public TimeSpan BaselineTimeToLive { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many remedies may be asked for within <see cref="RemedyBudgetPer"/>.</summary>
    /// <value>0 to 1,000; default 3.</value>
    public int RemedyBudget { get; init; } = 3;

    /// <summary>The window of the budget.</summary>
    /// <value>1 min to 30 days; default 1 h.</value>
    public TimeSpan RemedyBudgetPer { get; init; } = TimeSpan.FromHours(1);
}
