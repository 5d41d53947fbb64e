using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.XPath;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Arazzo;

/// <summary>A criterion of success, or of an action: exactly one of the four kinds.</summary>
/// <param name="Text">The condition as written.</param>
internal sealed record CriterionPlan(string Text)
{
    public SimpleCondition? Simple { get; init; }

    public RuntimeExpression? Context { get; init; }

    public Regex? Pattern { get; init; }

    public JsonPathQuery? Path { get; init; }

    /// <summary>An XPath expression; compiled when used, since an instance keeps state.</summary>
    public string? XPath { get; init; }

    /// <summary>Evaluates it.</summary>
    public CheckRecord Evaluate(IFlowScope scope, StepAnswer answer, Masker? masker)
    {
        MatchDisplay display = new(masker);
        if (Simple is { } simple)
        {
            bool holds = simple.Holds(e => e.Evaluate(scope, answer));
            string actual = string.Join(", ", simple.Expressions.DistinctBy(static e => e.Text, StringComparer.Ordinal).Select(e => $"{e.Text} was {display.Show(e.Evaluate(scope, answer))}"));
            return new(Text, "to hold", actual, holds, holds ? null : $"did not hold: {actual}");
        }

        FlowValue context = Context!.Evaluate(scope, answer);
        (bool isMet, string? whyNot) = Matches(context);
        string shown = display.Show(context);
        return new($"{Context.Text} {Text}", Path is not null ? "to select something" : "to match", shown, isMet, isMet ? null : whyNot ?? $"did not hold: {Context.Text} was {shown}");
    }

    private (bool IsMet, string? WhyNot) Matches(FlowValue context)
    {
        if (!context.Exists)
        {
            return (false, null);
        }

        try
        {
            return Path is { } path ? (path.Select(context.Json).Count > 0, null)
                : Pattern is { } pattern ? (pattern.IsMatch(context.ToText()), null)
                : (SelectsByXPath(context.ToText()), null);
        }
        catch (Exception exception) when (exception is XmlException or XPathException or RegexMatchTimeoutException)
        {
            return (false, $"could not be evaluated: {exception.Message}");
        }
    }

    private bool SelectsByXPath(string text)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return new XPathDocument(reader).CreateNavigator().Evaluate(XPath!) switch
        {
            bool value => value,
            XPathNodeIterator nodes => nodes.MoveNext(),
            string value => value.Length > 0,
            double value => value != 0,
            _ => false,
        };
    }
}
