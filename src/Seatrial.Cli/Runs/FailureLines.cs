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
            ? [.. step.Checks.Where(check => !check.Passed).Select(Line)]
            : [];
        return checks.IsEmpty ? [.. failure.Message.Split('\n')] : checks;
    }

    /// <summary>A list that has another length than expected is told by its length, which is what was looked at.</summary>
    private static string Line(CheckRecord check)
    {
        string start = $"expected {check.Expected}, was ";
        string? counted = check.Message?.StartsWith(start, StringComparison.Ordinal) == true && !check.Message.Contains('\n', StringComparison.Ordinal)
            ? check.Message[start.Length..]
            : null;
        return $"{check.Subject}: expected {check.Expected}, was {counted ?? check.Actual}";
    }
}
