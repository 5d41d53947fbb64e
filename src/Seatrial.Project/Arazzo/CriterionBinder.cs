using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.XPath;
using Seatrial.Project.JsonPath;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>Binds criteria.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class CriterionBinder(ArazzoReport report)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public ImmutableArray<CriterionPlan> Bind(DescriptionPlace list) => [.. list.Items().Select(One).OfType<CriterionPlan>()];

    private CriterionPlan? One(DescriptionPlace place)
    {
        if (place["condition"].Text is not { } text)
        {
            report.Missing(place, "condition");
            return null;
        }

        string type = place["type"].Text ?? place["type"]["type"].Text ?? "simple";
        if (type == "simple")
        {
            return Simple(place, text);
        }

        string? whyNot = null;
        RuntimeExpression? context = place["context"].Text is { } written ? RuntimeExpression.TryParse(written, out whyNot) : null;
        if (context is null)
        {
            report.Condition(place, whyNot ?? $"a condition of the type `{type}` needs a `context`");
            return null;
        }

        CriterionPlan plan = new(text) { Context = context };
        switch (type)
        {
            case "regex":
                return Regex(place, plan);
            case "jsonpath":
                JsonPathQuery? path = JsonPathQuery.TryParse(text, out JsonPathError? error);
                if (path is null)
                {
                    report.Condition(place["condition"], $"it is no JSONPath: {error!.Message}");
                }

                return path is null ? null : plan with { Path = path };
            case "xpath":
                return XPath(place, plan);
            default:
                report.Condition(place["type"], $"`{type}` is no kind of condition");
                return null;
        }
    }

    private CriterionPlan? Simple(DescriptionPlace place, string text)
    {
        SimpleCondition? simple = SimpleCondition.TryParse(text, out string? whyNot);
        if (simple is null)
        {
            report.Condition(place["condition"], whyNot!);
            return null;
        }

        if (simple.ComparesText)
        {
            report.IsLoose(place["condition"]);
        }

        return new(text) { Simple = simple };
    }

    private CriterionPlan? Regex(DescriptionPlace place, CriterionPlan plan)
    {
        try
        {
            return plan with { Pattern = new Regex(plan.Text, RegexOptions.CultureInvariant, Patience) };
        }
        catch (ArgumentException exception)
        {
            report.Condition(place["condition"], exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private CriterionPlan? XPath(DescriptionPlace place, CriterionPlan plan)
    {
        try
        {
            XPathExpression.Compile(plan.Text);
            return plan with { XPath = plan.Text };
        }
        catch (Exception exception) when (exception is XPathException or ArgumentException)
        {
            report.Condition(place["condition"], exception.Message.TrimEnd('.'));
            return null;
        }
    }
}
