using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Expectations;

/// <summary>Matchers in words.</summary>
/// <param name="subject">What is looked at; a duration shows its operands as written, <c>400ms</c>.</param>
/// <param name="display">Shows operands.</param>
internal sealed class MatcherText(Subject subject, MatchDisplay display)
{
    private const int LongestOperand = 120;

    public string Describe(ImmutableArray<BoundClause> clauses) => clauses.Length == 1 ? Describe(clauses[0]) : string.Join(" and ", clauses.Select(Describe));

    public string Operand(FlowValue value)
    {
        bool isDuration = subject.IsDuration && value is { IsSecret: false, Json.ValueKind: JsonValueKind.String }
            && Durations.TryParse(value.Json.GetString()!, out _);
        return isDuration ? value.ToText() : display.Show(value, LongestOperand);
    }

    private string Describe(BoundClause clause) => clause.Operator switch
    {
        MatchOperator.Equals => Operand(clause.Operand),
        MatchOperator.Not => $"not {Describe(clause.Nested)}",
        MatchOperator.In => $"one of {List(clause.Operand)}",
        MatchOperator.Below => $"below {Operand(clause.Operand)}",
        MatchOperator.AtMost => $"at most {Operand(clause.Operand)}",
        MatchOperator.Above => $"above {Operand(clause.Operand)}",
        MatchOperator.AtLeast => $"at least {Operand(clause.Operand)}",
        MatchOperator.CloseTo => $"within {(clause.Tolerance.Exists ? Operand(clause.Tolerance) : "0")} of {Operand(clause.Operand)}",
        MatchOperator.Contains => $"containing {Operand(clause.Operand)}",
        MatchOperator.StartsWith => $"starting with {Operand(clause.Operand)}",
        MatchOperator.EndsWith => $"ending with {Operand(clause.Operand)}",
        MatchOperator.Matches => $"matching /{Bare(clause.Operand)}/",
        MatchOperator.Count => $"{Describe(clause.Nested)} {(IsOne(clause.Nested) ? "element" : "elements")}",
        MatchOperator.Each => $"each element {Describe(clause.Nested)}",
        MatchOperator.Any => $"some element {Describe(clause.Nested)}",
        MatchOperator.Type => $"of type {Bare(clause.Operand)}",
        MatchOperator.Schema => $"fitting {clause.Plan.Schema?.File ?? "the schema"}",
        MatchOperator.Exists => clause.Operand.Json.ValueKind == JsonValueKind.True ? "present" : "absent",
        _ => clause.Operand.Json.ValueKind == JsonValueKind.True ? "empty" : "not empty",
    };

    private string Bare(FlowValue value) =>
        value.IsSecret ? MatchDisplay.Hidden : MatchDisplay.Cut(display.Mask(value.ToText()), LongestOperand);

    private string List(FlowValue value) => value is { IsSecret: false, Json.ValueKind: JsonValueKind.Array }
        ? MatchDisplay.Cut(string.Join(", ", value.Json.EnumerateArray().Select(item => Operand(new(item)))))
        : Operand(value);

    private static bool IsOne(ImmutableArray<BoundClause> clauses) =>
        clauses is [{ Operand: { IsSecret: false, Json.ValueKind: JsonValueKind.Number } one }] && one.ToText() == "1";
}
