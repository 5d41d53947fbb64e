using System.Globalization;
using System.Text;
using Seatrial.Core.Deployments;
using Seatrial.Core.Remedies;

namespace Seatrial.Core.Runs;

/// <summary>What a person is told when a run needs one.</summary>
internal static class NoticeText
{
    public static string Of(RunState state)
    {
        RunRequest request = state.Request!;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{request.Project} in {request.Environment}: {state.Verdict!.Name}");
        if (state.Verdict.CauseOrNull is { } cause)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({cause.ToString().ToLowerInvariant()})");
        }

        text.Append(CultureInfo.InvariantCulture, $", {state.Verdict.Reason}.");
        if (request.Deployment is { } deployment)
        {
            string services = string.Join(", ", deployment.Services.Select(Describe));
            text.Append(CultureInfo.InvariantCulture, $" Deployed: {services}.");
        }

        if (state.Suspects.FirstOrDefault() is { } suspect)
        {
            text.Append(CultureInfo.InvariantCulture, $" Suspect: {suspect.Service}, {suspect.Evidence[0]}.");
        }

        text.Append(' ').Append(Remedy(state));
        return text.ToString();
    }

    private static string Describe(DeployedService service) => service.PreviousVersion is null
        ? $"{service.Name} {service.Version}"
        : $"{service.Name} {service.PreviousVersion} \u2192 {service.Version}";

    private static string Remedy(RunState state) => state switch
    {
        { Decision.Kind: RemedyKind.Hold } => $"Nothing was done: {state.Decision.Reason}. A person must decide.",
        { RemedyOutcome: RemedyOutcome.Applied } => $"The remedy was applied but is not verified: {state.ChildVerdict?.Reason ?? "its verification ended without a verdict"}.",
        _ => $"The remedy did not succeed: {state.RemedyOutcome?.Detail}. A person must act.",
    };
}
