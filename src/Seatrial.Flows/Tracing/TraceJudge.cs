using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Expectations;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Tracing;

/// <summary>Holds one clause against what has come of the traces.</summary>
/// <param name="scope">The names in reach.</param>
/// <param name="mask">Masks texts before they are cut.</param>
internal sealed class TraceJudge(IFlowScope scope, Masker mask)
{
    // How many more signals are thought of: an expectation of a number that more than these could change is taken as one they could.
    private const int FurtherSignals = 64;

    public ClauseJudgement Judge(TraceClause clause, ImmutableArray<StepSignals> looked)
    {
        ImmutableArray<StepAnswer> picked = [.. looked.SelectMany(step => Pick(clause, step))];
        List<CheckRecord> checks = [];
        bool isCounted = JudgeCount(clause, looked, picked.Length, checks);
        bool isEachRight = true;
        foreach (ExpectationPlan plan in clause.Expect)
        {
            isEachRight &= JudgeEach(clause, plan, picked, checks);
        }

        ClauseState state =
            !isEachRight ? ClauseState.Broken
            : !isCounted ? (CanCount(clause, picked.Length, wanted: true) ? ClauseState.Open : ClauseState.Broken)
            : clause.Expect.IsEmpty && !CanCount(clause, picked.Length, wanted: false) ? ClauseState.Holds
            : ClauseState.HoldsSoFar;
        return new(clause, state, [.. checks], looked);
    }

    private IEnumerable<StepAnswer> Pick(TraceClause clause, StepSignals step) => clause.IsLog
        ? step.Signals.Logs.Where(log => log.Severity >= clause.Selector.Severity).Select(static log => new LogAnswer(log)).Where(log => !clause.Selector.Misses(log, scope).Any())
        : step.Spans.Select(static span => new SpanAnswer(span)).Where(span => !MissesOf(clause.Selector, span, step).Any());

    private IEnumerable<string> MissesOf(TraceSelector selector, SpanAnswer span, StepSignals step)
    {
        foreach (string miss in selector.Misses(span, scope))
        {
            yield return miss;
        }

        if (selector.Under is { } under && !step.Above(span.Span).Any(above => !MissesOf(under, new SpanAnswer(above), step).Any()))
        {
            yield return "under";
        }

        if (selector.ChildOf is { } childOf && (step.Parent(span.Span) is not { } parent || MissesOf(childOf, new SpanAnswer(parent), step).Any()))
        {
            yield return "childOf";
        }
    }

    private bool JudgeCount(TraceClause clause, ImmutableArray<StepSignals> looked, int count, List<CheckRecord> checks)
    {
        if (clause.Count.IsEmpty)
        {
            checks.Add(Check(clause, "count", "at least 1", Number(count), count > 0, count > 0 ? null : $"expected at least 1, was 0{Nearest(clause, looked)}"));
            return count > 0;
        }

        bool isRight = true;
        foreach (ExpectationPlan plan in clause.Count)
        {
            MatchResult result = Matching.Evaluate(plan, Count(count), null, scope, mask);
            isRight &= result.Passed;
            checks.Add(Check(clause, "count", result.Expected, result.Actual, result.Passed, result.Passed ? null : $"{result.Message}{(count == 0 ? Nearest(clause, looked) : string.Empty)}"));
        }

        return isRight;
    }

    /// <summary>Whether a larger number could be, or not be, what is expected of it.</summary>
    private bool CanCount(TraceClause clause, int count, bool wanted)
    {
        if (clause.Count.IsEmpty)
        {
            return wanted;
        }

        for (int more = count + 1; more <= count + FurtherSignals; more++)
        {
            if (clause.Count.All(plan => Matching.Evaluate(plan, Count(more), null, scope).Passed) == wanted)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One record for all that were picked: that of the first that is wrong.</summary>
    private bool JudgeEach(TraceClause clause, ExpectationPlan plan, ImmutableArray<StepAnswer> picked, List<CheckRecord> checks)
    {
        MatchResult? first = null;
        foreach (StepAnswer signal in picked)
        {
            FlowValue value = Matching.Read(plan.Subject, signal, out string? whyNot);
            MatchResult result = Matching.Evaluate(plan, value, whyNot?.Replace("the answer", clause.IsLog ? "the record" : "the span", StringComparison.Ordinal), scope, mask);
            first ??= result;
            if (!result.Passed)
            {
                string where = clause.IsLog ? string.Empty : $" ({Describe((SpanAnswer)signal)}{(picked.Length > 1 ? $", one of {Number(picked.Length)}" : string.Empty)})";
                checks.Add(Check(clause, plan.Subject.Text, result.Expected, result.Actual, passed: false, $"{result.Message}{where}"));
                return false;
            }
        }

        if (first is { } right)
        {
            checks.Add(Check(clause, plan.Subject.Text, right.Expected, right.Actual, passed: true, null));
        }

        return true;
    }

    private static CheckRecord Check(TraceClause clause, string subject, string expected, string actual, bool passed, string? message) =>
        new($"{clause.Text}: {subject}", expected, actual, passed, message?.StartsWith(subject + ": ", StringComparison.Ordinal) == true ? message[(subject.Length + 2)..] : message);

    /// <summary>What came nearest to what was not found: an empty hand teaches nothing.</summary>
    private string Nearest(TraceClause clause, ImmutableArray<StepSignals> looked)
    {
        if (clause.IsLog)
        {
            int logs = looked.Sum(static step => step.Signals.Logs.Length);
            return $"; none of {Wording.Count(logs, "log record", "log records")} is like it";
        }

        (SpanAnswer Span, string[] Misses)[] spans =
        [
            .. looked.SelectMany(step => step.Spans.Select(span => new SpanAnswer(span)).Select(span => (span, MissesOf(clause.Selector, span, step).ToArray()))),
        ];
        if (spans.Length == 0)
        {
            return "; no span came";
        }

        int least = spans.Min(static span => span.Misses.Length);
        string[] near = [.. spans.Where(span => span.Misses.Length == least).Select(static span => $"{Describe(span.Span)} (another {string.Join(" and ", span.Misses)})").Distinct(StringComparer.Ordinal).Take(3)];
        return $"; none of {Wording.Count(spans.Length, "span", "spans")} is like it, the nearest: {string.Join(", ", near)}";
    }

    private static string Describe(SpanAnswer span) => $"{span.Span.Service} {span.Span.Name}";

    private static FlowValue Count(int count) => new(JsonElement.Parse(Number(count)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
