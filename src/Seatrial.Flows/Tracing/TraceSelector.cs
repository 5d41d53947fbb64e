using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;

namespace Seatrial.Flows.Tracing;

/// <summary>Picks spans or log records out of a trace.</summary>
/// <param name="Fields">What each of them must show.</param>
/// <param name="Text">It in a few words.</param>
internal sealed record TraceSelector(ImmutableArray<ExpectationPlan> Fields, string Text)
{
    /// <summary>What some span above it must be; null: anything.</summary>
    public TraceSelector? Under { get; init; }

    /// <summary>What the span right above it must be; null: anything.</summary>
    public TraceSelector? ChildOf { get; init; }

    /// <summary>The least severity of a log record, with OpenTelemetry's number; 0 for any.</summary>
    public int Severity { get; init; }

    /// <summary>The service, where it is written out and is one; null otherwise.</summary>
    public string? Service { get; init; }

    public IEnumerable<string> Names => VerbExpectations.NamesOf(Fields).Concat(Under?.Names ?? []).Concat(ChildOf?.Names ?? []);

    /// <summary>The parts that do not fit; empty when it is picked.</summary>
    public IEnumerable<string> Misses(StepAnswer signal, IFlowScope scope)
    {
        foreach (ExpectationPlan field in Fields)
        {
            FlowValue value = Matching.Read(field.Subject, signal, out string? whyNot);
            if (GlobOf(field, scope) is { } glob ? !IsMatch(glob, value.ToText()) : !Matching.Evaluate(field, value, whyNot, scope).Passed)
            {
                yield return field.Subject.Text;
            }
        }
    }

    /// <summary>Whether a text fits a pattern in which <c>*</c> stands for anything.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static string? GlobOf(ExpectationPlan field, IFlowScope scope) =>
        field.Subject.Path is null && field.Matcher.Clauses is [{ Operator: MatchOperator.Equals, Operand: { } operand }]
            && operand.Evaluate(scope).ToText() is { } text && text.Contains('*', StringComparison.Ordinal) ? text : null;
}
