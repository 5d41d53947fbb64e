using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Remedies;

/// <summary>Decides what is to be done about a verdict: the smallest remedy on offer that the guard rails allow.</summary>
public static class RemedyPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="request">What the run verified.</param>
    /// <param name="verdict">What it found.</param>
    /// <param name="policy">The environment's policy.</param>
    /// <param name="before">The versions to go back to, as far as they are known.</param>
    /// <param name="remediesSpent">How many other remedies the budget's window holds.</param>
    public static RemedyDecision Decide(
        RunRequest request,
        Verdict verdict,
        EnvironmentPolicy policy,
        VersionSet before,
        int remediesSpent)
    {
        RunMode mode = policy.Mode;
        if (verdict is Verdict.Passed)
        {
            return new(null, string.Empty, mode, "the verdict is passed");
        }

        if (request.Trigger == RunTrigger.Remedy)
        {
            return new(null, string.Empty, mode, "a remedy is never undone by another remedy");
        }

        if (request.Deployment is not { } deployment)
        {
            return new(null, string.Empty, mode, "nothing was deployed, so there is nothing to undo");
        }

        if (verdict is not Verdict.Failed { Cause: Cause.Product })
        {
            return Hold(policy, $"only a failure of the product may be undone, and this one is {verdict.Name}, {verdict.CauseOrNull?.ToString().ToLowerInvariant()}");
        }

        RemedyOption? option = policy.Remedies.FirstOrDefault(o => o.Kind != RemedyKind.Hold);
        if (option is null)
        {
            return Hold(policy, "the environment offers no remedy but to hold");
        }

        if (deployment.Services.FirstOrDefault(s => !before.Versions.ContainsKey(s.Name)) is { } unknown)
        {
            return Hold(policy, $"nobody knows which version of {unknown.Name} was there before");
        }

        if (remediesSpent >= policy.RemedyBudget)
        {
            return Hold(policy, $"the budget of {policy.RemedyBudget} remedies within {policy.RemedyBudgetPer} is spent");
        }

        return new(option.Kind, option.Adapter, mode, $"{option.Kind.ToString().ToLowerInvariant()} is the smallest remedy on offer");
    }

    private static RemedyDecision Hold(EnvironmentPolicy policy, string reason) =>
        new(RemedyKind.Hold, string.Empty, policy.Mode, reason);
}
