using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>A flow between two of its steps. All texts are masked.</summary>
public sealed class StepPause
{
    private readonly AttemptContext _attempt;
    private readonly FlowFrame _frame;

    internal StepPause(AttemptContext attempt, FlowFrame frame, int index, StepResult? last)
    {
        (_attempt, _frame, Index) = (attempt, frame, index);
        Values = frame.Values;
        Last = last?.Record;
        LastExchange = last?.Exchange;
    }

    /// <summary>The steps of the flow.</summary>
    public ImmutableArray<StepPlan> Steps => _frame.Steps;

    /// <summary>The step that runs next, from 0; their number behind the last.</summary>
    public int Index { get; }

    /// <summary>Which attempt it is, from 1.</summary>
    public int Attempt => _attempt.Attempt.Number;

    /// <summary>What the last step came to; null before the first.</summary>
    public StepRecord? Last { get; }

    /// <summary>What the last step sent and received.</summary>
    public StepExchange? LastExchange { get; }

    /// <summary>What the steps behind it can read of captures; whoever decides may change it.</summary>
    public ImmutableDictionary<string, FlowValue> Values { get; set; }

    /// <summary>A value as it may be shown.</summary>
    /// <param name="value">The value.</param>
    public string Show(FlowValue value) => value.IsSecret ? "***" : _attempt.Redaction.Of(value.ToText());

    /// <summary>Evaluates an expression, or a text with <c>{{ }}</c>.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Its value, or why it has none.</returns>
    public string Evaluate(string expression)
    {
        string text = expression.Contains("{{", StringComparison.Ordinal) ? expression : $"{{{{ {expression} }}}}";
        DocumentNode.Scalar written = new(text, ScalarKind.Text, IsQuoted: true, new SourceSpan("input", 1, 1));
        List<Diagnostic> found = [];
        IBoundValue value = ValueBinder.Bind(written, found.Add, static _ => true, []);
        if (found.Find(static d => d.Severity == DiagnosticSeverity.Error) is { } error)
        {
            return error.Message;
        }

        try
        {
            return Show(value.Evaluate(_attempt.Scope(_frame with { Values = Values }, Math.Min(Index, Steps.Length - 1))));
        }
        catch (FlowExpressionException exception)
        {
            return _attempt.Redaction.Of(exception.Message);
        }
    }
}
