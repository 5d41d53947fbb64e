using System.Text.Json;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Expectations;

/// <summary>Matchers and values in words.</summary>
internal static class MatcherText
{
    private const int Longest = 300;

    public static string Describe(MatcherPlan matcher, IFlowScope scope) =>
        string.Join(" and ", matcher.Clauses.Select(c => Describe(c, scope)));

    public static string Show(FlowValue value)
    {
        if (value.IsSecret)
        {
            return "***";
        }

        string text = value.Json.ValueKind switch
        {
            JsonValueKind.Undefined => "nothing",
            JsonValueKind.String => Quote(value.Json.GetString()!),
            _ => value.Json.GetRawText(),
        };
        return Cut(text);
    }

    public static string Quote(string text) => $"\"{Cut(text)}\"";

    private static string Cut(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "\u2026");

    private static string Describe(MatchClause clause, IFlowScope scope)
    {
        string operand = clause.Operand is null ? string.Empty : Show(clause.Operand.Evaluate(scope));
        return clause.Operator switch
        {
            MatchOperator.Equals => operand,
            MatchOperator.Not => $"not {Describe(clause.Nested!, scope)}",
            MatchOperator.In => $"one of {operand.Trim('[', ']').Replace(",", ", ", StringComparison.Ordinal)}",
            MatchOperator.Below => $"below {operand}",
            MatchOperator.AtMost => $"at most {operand}",
            MatchOperator.Above => $"above {operand}",
            MatchOperator.AtLeast => $"at least {operand}",
            MatchOperator.CloseTo => $"within {(clause.Tolerance is null ? "0" : Show(clause.Tolerance.Evaluate(scope)))} of {operand}",
            MatchOperator.Contains => $"holding {operand}",
            MatchOperator.StartsWith => $"beginning with {operand}",
            MatchOperator.EndsWith => $"ending with {operand}",
            MatchOperator.Matches => $"matching {operand}",
            MatchOperator.Count => $"a count of {Describe(clause.Nested!, scope)}",
            MatchOperator.Each => $"each {Describe(clause.Nested!, scope)}",
            MatchOperator.Any => $"any {Describe(clause.Nested!, scope)}",
            MatchOperator.Type => $"of type {operand.Trim('"')}",
            MatchOperator.Exists => operand == "true" ? "there" : "not there",
            _ => operand == "true" ? "empty" : "not empty",
        };
    }
}
