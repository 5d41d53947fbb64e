using System.Globalization;
using System.Text;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Core.Verdicts;

namespace Seatrial.Core.Reporting;

/// <summary>The words and numbers of reports, alike in every form.</summary>
public static class ReportText
{
    /// <summary>Makes text safe to write anywhere: what a reader could not see, or a parser would refuse, becomes visible.</summary>
    /// <remarks>Control characters become their pictures (␀), direction overrides and lone surrogates become U+FFFD.</remarks>
    /// <param name="text">The text.</param>
    public static string Visible(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        int first = 0;
        while (first < text.Length && IsPlain(text[first]))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        StringBuilder builder = new(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                builder.Append(text[i]).Append(text[++i]);
                continue;
            }

            builder.Append(IsPlain(text[i]) ? text[i] : Replacement(text[i]));
        }

        return builder.ToString();
    }

    /// <summary>A span of time as people say it: <c>412 ms</c>, <c>1.24 s</c>, <c>2 min 03 s</c>.</summary>
    /// <param name="time">The span.</param>
    public static string Duration(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 0.5 => "0 ms",
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 3_600_000 => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary>The cause in one word.</summary>
    /// <param name="cause">The cause.</param>
    public static string Name(Cause cause) => cause switch
    {
        Cause.Product => "product",
        Cause.Environment => "environment",
        Cause.Data => "data",
        Cause.Test => "test",
        _ => "seatrial",
    };

    /// <summary>How a flow ended, in one word.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string Name(FlowOutcome outcome) => outcome switch
    {
        FlowOutcome.Passed => "passed",
        FlowOutcome.PassedDegraded => "passed-degraded",
        FlowOutcome.Failed => "failed",
        FlowOutcome.Inconclusive => "inconclusive",
        _ => "skipped",
    };

    /// <summary>How a step ended, in one word.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string Name(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => "passed",
        StepOutcome.Failed => "failed",
        _ => "skipped",
    };

    /// <summary>What kind of thing went wrong, in one word.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(FailureKind kind) => kind switch
    {
        FailureKind.Expectation => "expectation",
        FailureKind.Deadline => "deadline",
        FailureKind.Transport => "transport",
        FailureKind.Authentication => "authentication",
        FailureKind.Test => "test",
        FailureKind.Cancelled => "cancelled",
        FailureKind.Evidence => "evidence",
        _ => "seatrial",
    };

    /// <summary>How a remedy ended, in one word; empty while it is unknown.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string Name(RemedyOutcome? outcome) => outcome switch
    {
        RemedyOutcome.Applied => "applied",
        RemedyOutcome.Refused => "refused",
        RemedyOutcome.Failed => "failed",
        RemedyOutcome.InDoubt => "in-doubt",
        _ => string.Empty,
    };

    /// <summary>The remedy in one word.</summary>
    /// <param name="kind">The remedy.</param>
    public static string Name(RemedyKind kind) => kind switch
    {
        RemedyKind.Flag => "flag",
        RemedyKind.Shift => "shift",
        RemedyKind.Rollback => "rollback",
        _ => "hold",
    };

    /// <summary>How settling ended, in one word; empty before.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string Name(SettleOutcome? outcome) => outcome switch
    {
        SettleOutcome.Settled => "settled",
        SettleOutcome.CrashLooping => "crash-looping",
        SettleOutcome.NeverSeen => "never-seen",
        _ => string.Empty,
    };

    /// <summary>How a run closed, in one word; <c>open</c> while it has not.</summary>
    /// <param name="ending">How it closed.</param>
    public static string Name(RunEnding? ending) => ending switch
    {
        RunEnding.Verdict => "verdict",
        RunEnding.Void => "void",
        RunEnding.Superseded => "superseded",
        RunEnding.Cancelled => "cancelled",
        _ => "open",
    };

    /// <summary>What started a run, in one word.</summary>
    /// <param name="trigger">What started it.</param>
    public static string Name(RunTrigger trigger) => trigger switch
    {
        RunTrigger.Deployment => "deployment",
        RunTrigger.OnDemand => "on-demand",
        _ => "remedy",
    };

    /// <summary>How a cleanup ended, in one word; <c>owed</c> while it has not.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string Name(CleanupOutcome? outcome) => outcome switch
    {
        CleanupOutcome.Done => "done",
        CleanupOutcome.NotNeeded => "not-needed",
        CleanupOutcome.Failed => "failed",
        CleanupOutcome.InDoubt => "in-doubt",
        _ => "owed",
    };

    /// <summary>How much telemetry came, in words.</summary>
    /// <param name="completeness">How much.</param>
    public static string Name(SignalCompleteness completeness) => completeness switch
    {
        SignalCompleteness.Complete => "complete",
        SignalCompleteness.Partial => "partial",
        SignalCompleteness.Absent => "absent",
        _ => "not-collected",
    };

    /// <summary>A deployed service in one line: <c>catalog 1.0.0 → 1.1.0</c>.</summary>
    /// <param name="service">The service.</param>
    public static string Name(DeployedService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.PreviousVersion is null || string.Equals(service.PreviousVersion, service.Version, StringComparison.Ordinal)
            ? $"{service.Name} {service.Version}"
            : $"{service.Name} {service.PreviousVersion} → {service.Version}";
    }

    /// <summary>The verdict as a headline: <c>failed (product)</c>; how the run closed when there is none.</summary>
    /// <param name="state">The run.</param>
    public static string Headline(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state switch
        {
            { Ending: not null and not RunEnding.Verdict } => Name(state.Ending),
            { Verdict: { CauseOrNull: { } cause } verdict } => $"{verdict.Name} ({Name(cause)})",
            { Verdict: { } verdict } => verdict.Name,
            _ => Name(state.Ending),
        };
    }

    /// <summary>The line that runs flows again.</summary>
    /// <param name="request">The run.</param>
    /// <param name="flowIds">The flows; none means all.</param>
    /// <param name="command">How it begins: the command as it is called there, and the project unless it is the folder at hand.</param>
    public static string Rerun(RunRequest request, IEnumerable<string> flowIds, string command = "seatrial run")
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(flowIds);
        StringBuilder line = new($"{command} --env {Quoted(request.Environment)}");
        foreach (string flowId in flowIds)
        {
            line.Append(" --flow ").Append(Quoted(flowId));
        }

        return line.ToString();
    }

    /// <summary>A word as a shell takes it for one word.</summary>
    /// <param name="word">The word.</param>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => c switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or (>= '\u007f' and <= '\u009f') => false,
        >= '\u202a' and <= '\u202e' => false,
        >= '\u2066' and <= '\u2069' => false,
        '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => false,
        _ => !char.IsSurrogate(c),
    };

    private static char Replacement(char c) => c switch
    {
        < ' ' => (char)('\u2400' + c),
        '\u007f' => '\u2421',
        '\u2028' or '\u2029' => '\n',
        _ => '\ufffd',
    };
}
