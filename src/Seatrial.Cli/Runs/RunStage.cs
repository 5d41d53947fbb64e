using Seatrial.Core.Runs;

namespace Seatrial.Cli.Runs;

/// <summary>Where an open run stands, in the words of the life of a run.</summary>
internal static class RunStage
{
    public static string Of(RunState state) =>
        state.Verdict is null && state.Flows.Values.Any(flow => flow.Attempts.Any(attempt => attempt is { Result: null, IsAbandoned: false }))
            ? "flows"
            : RunPlan.Next(state) switch
            {
                RunAction.Settle => "settle",
                RunAction.PlanFlows or RunAction.RunFlows { IsConfirmation: false } or RunAction.SkipFlows => "flows",
                RunAction.RunFlows => "confirm",
                RunAction.CollectSignals => "signals",
                RunAction.Reattest or RunAction.Judge => "verdict",
                RunAction.RequestVerification or RunAction.Verify => "verification",
                RunAction.CleanUp => "clean",
                RunAction.Close or RunAction.Nothing => "close",
                _ => "remedy",
            };
}
