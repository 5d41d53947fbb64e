using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Cli.Runs;

/// <summary>A failure as lines: what was expected and what came, for each expectation that did not hold.</summary>
internal static class FailureLines
{
    /// <summary>The lines; at least one.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="step">The step, with its checks; null when it is not at hand.</param>
    public static ImmutableArray<string> Of(StepFailure failure, StepRecord? step)
    {
        ImmutableArray<string> checks = failure.Kind == FailureKind.Expectation && step is not null
            ? [.. step.Checks.Where(check => !check.Passed).Select(check => $"{check.Subject}: expected {check.Expected}, was {check.Actual}")]
            : [];
        return checks.IsEmpty ? [.. failure.Message.Split('\n')] : checks;
    }
}
