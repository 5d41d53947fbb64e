using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Expectations;

/// <summary>Evaluates expectations. Pure: the same answer gives the same result.</summary>
public static class Matching
{
    /// <summary>Reads what a subject looks at from an answer.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="whyMissing">Why there is nothing, when there is nothing.</param>
    /// <returns>The value; for a path that can select several nodes, the list of those it selected; for a duration, its milliseconds.</returns>
    public static FlowValue Read(Subject subject, StepAnswer answer, out string? whyMissing)
    {
        if (subject.Path is not null)
        {
            return ReadPath(subject, answer, out whyMissing);
        }

        if (subject.Text == "duration")
        {
            whyMissing = null;
            return new(JsonValues.Number((decimal)answer.Duration.Ticks / TimeSpan.TicksPerMillisecond));
        }

        FlowValue value = answer.Subject(subject.Text, out string? whyNot);
        whyMissing = value.Exists ? null : whyNot ?? $"the answer has no {subject.Text}";
        return value;
    }

    /// <summary>Evaluates an expectation on what was read.</summary>
    /// <param name="expectation">The expectation.</param>
    /// <param name="actual">What was read.</param>
    /// <param name="whyMissing">Why there is nothing, when there is nothing.</param>
    /// <param name="scope">The names in reach of the operands.</param>
    /// <param name="masker">Masks texts before they are cut; without it, a cut may leave half a secret that nobody recognises.</param>
    /// <exception cref="FlowExpressionException">An operand could not be evaluated.</exception>
    public static MatchResult Evaluate(ExpectationPlan expectation, FlowValue actual, string? whyMissing, IFlowScope scope, Masker? masker = null) =>
        Evaluate(expectation.Matcher, expectation.Subject, actual, whyMissing, scope, masker);

    /// <summary>Evaluates a matcher on what was read.</summary>
    /// <param name="matcher">The matcher.</param>
    /// <param name="subject">What was looked at.</param>
    /// <param name="actual">What was read.</param>
    /// <param name="whyMissing">Why there is nothing, when there is nothing.</param>
    /// <param name="scope">The names in reach of the operands.</param>
    /// <param name="masker">Masks texts before they are cut.</param>
    /// <exception cref="FlowExpressionException">An operand could not be evaluated.</exception>
    public static MatchResult Evaluate(MatcherPlan matcher, Subject subject, FlowValue actual, string? whyMissing, IFlowScope scope, Masker? masker = null)
    {
        MatchDisplay display = new(masker);
        ImmutableArray<BoundClause> clauses = BoundClause.Of(matcher, scope);
        string? problem = Problem(new ClauseEvaluation(subject, display, whyMissing), clauses, actual, subject);
        return new(problem is null, new MatcherText(subject, display).Describe(clauses), Shown(subject, actual, display), problem);
    }

    private static string? Problem(ClauseEvaluation evaluation, ImmutableArray<BoundClause> clauses, FlowValue actual, Subject subject)
    {
        try
        {
            return evaluation.Problem(clauses, actual, subject.Text);
        }
        catch (UndecidedException exception)
        {
            return exception.Message;
        }
    }

    private static FlowValue ReadPath(Subject subject, StepAnswer answer, out string? whyMissing)
    {
        JsonElement document = answer.Document(out whyMissing);
        if (document.ValueKind == JsonValueKind.Undefined)
        {
            whyMissing ??= "the answer is not JSON";
            return default;
        }

        if (subject.Path!.IsSingular)
        {
            JsonElement only = subject.Path.SelectOne(document);
            whyMissing = only.ValueKind == JsonValueKind.Undefined ? $"the answer has nothing at {subject.Text}" : null;
            return new(only);
        }

        IReadOnlyList<JsonElement> nodes = subject.Path.Select(document);

        whyMissing = null;
        return new(JsonValues.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (JsonElement node in nodes)
            {
                node.WriteTo(writer);
            }

            writer.WriteEndArray();
        }));
    }

    private static string Shown(Subject subject, FlowValue actual, MatchDisplay display) =>
        subject.IsDuration && actual is { IsSecret: false, Json.ValueKind: JsonValueKind.Number } && actual.Json.TryGetDouble(out double took) && took is >= 0 and < 1e12
            ? subject.ShowDuration(actual, _ => Durations.Format(TimeSpan.FromMilliseconds(took)))
            : display.Show(actual);
}
