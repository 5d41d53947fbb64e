using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Running;

/// <summary>Holds an answer to what is expected of it, every point of it.</summary>
internal static class Expectations
{
    /// <summary>Evaluates all of them; the records are not yet masked.</summary>
    /// <exception cref="FlowExpressionException">An operand could not be evaluated.</exception>
    public static ImmutableArray<CheckRecord> Evaluate(ImmutableArray<ExpectationPlan> plans, StepAnswer answer, IFlowScope scope, Masker mask)
    {
        if (plans.IsEmpty)
        {
            return [];
        }

        ImmutableArray<CheckRecord>.Builder records = ImmutableArray.CreateBuilder<CheckRecord>(plans.Length);
        foreach (ExpectationPlan plan in plans)
        {
            FlowValue value = Read(plan.Subject, answer, out string? whyNot);
            MatchResult result = Matching.Evaluate(plan, value, whyNot, scope, mask);
            records.Add(new CheckRecord(plan.Subject.Text, result.Expected, result.Actual, result.Passed, result.Message));
        }

        return records.MoveToImmutable();
    }

    public static bool AllPassed(ImmutableArray<CheckRecord> checks)
    {
        foreach (CheckRecord check in checks)
        {
            if (!check.Passed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a subject.</summary>
    /// <param name="whyNot">Why there can be none, when the answer has no document to look into.</param>
    public static FlowValue Read(Subject subject, StepAnswer answer, out string? whyNot)
    {
        FlowValue value = Matching.Read(subject, answer, out whyNot);
        return answer.IsSecret ? value with { IsSecret = true } : value;
    }

    /// <summary>Subject and operators, without values: the stable part of a failure.</summary>
    public static string Signature(ExpectationPlan plan)
    {
        StringBuilder text = new(plan.Subject.Text);
        foreach (MatchClause clause in plan.Matcher.Clauses)
        {
            text.Append(' ').Append(clause.Operator);
        }

        return text.ToString();
    }
}
