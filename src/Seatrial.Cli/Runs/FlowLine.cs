using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Reporting;

namespace Seatrial.Cli.Runs;

/// <summary>A flow as a line: how it ended, its name, how long it took, and what is to be said of it.</summary>
internal static class FlowLine
{
    private const int NameWidth = 36;
    private const int DurationWidth = 10;

    /// <summary>Where what follows the name begins.</summary>
    public static int NameColumn(string margin) => NameWidth + margin.Length + 2;

    /// <summary>A name that fits its column.</summary>
    public static string Fitting(string name) => name.Length < NameWidth ? name : string.Concat(name.AsSpan(0, NameWidth - 2), "…");

    /// <summary>The mark, the name and the duration.</summary>
    public static Line Begin(string margin, FlowOutcome outcome, string name, TimeSpan? duration)
    {
        Line line = outcome switch
        {
            FlowOutcome.Passed => Line.Of(Tone.Good, $"{margin}✓ "),
            FlowOutcome.PassedDegraded => Line.Of(Tone.Doubt, $"{margin}✓ "),
            FlowOutcome.Failed => Line.Of(Tone.Bad, $"{margin}✗ "),
            FlowOutcome.Skipped => Line.Of(Tone.Soft, $"{margin}– "),
            _ => Line.Of(Tone.Doubt, $"{margin}? "),
        };
        line = line.Plain(Fitting(name)).To(NameColumn(margin));
        return duration is { } time ? line.Soft(ReportText.Duration(time)) : line;
    }

    /// <summary>What is to be said of it, in a column after the duration.</summary>
    public static Line End(Line line, FlowOutcome outcome, bool isFlaky, StepFailure? failure)
    {
        int column = line.Pieces[0].Text.Length + NameWidth + DurationWidth;
        return isFlaky ? line.To(column).Add(Tone.Doubt, "flaky: failed, then passed on the same version")
            : outcome == FlowOutcome.PassedDegraded ? line.To(column).Add(Tone.Doubt, "degraded: a request had to be repeated")
            : failure is null ? line
            : line.To(column).Soft(failure.StepName);
    }
}
