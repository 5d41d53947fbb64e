using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;
using Seatrial.Project.JsonPath;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>Binds the steps of a workflow.</summary>
/// <param name="workflow">The workflow.</param>
/// <param name="context">What the workflows of the description share.</param>
/// <param name="verb">Makes what steps do.</param>
internal sealed class WorkflowStepBinder(DescriptionPlace workflow, ArazzoContext context, IOperationVerb verb)
{
    private readonly CriterionBinder _criteria = new(context.Report);
    private readonly DescriptionPlace[] _steps = StepOrder.Of(workflow, context.Report);
    private readonly List<StepPlan> _aside = [];
    private string[] _ids = [];

    public ImmutableArray<StepPlan> Bind()
    {
        _ids = [.. _steps.Select(static (s, i) => s["stepId"].Text ?? i.ToString(CultureInfo.InvariantCulture))];
        StepPlan[] steps = [.. _steps.Select(Step).OfType<StepPlan>()];
        return [.. steps, .. _aside];
    }

    private StepPlan? Step(DescriptionPlace step, int index)
    {
        if (step["stepId"].Text is not { } id)
        {
            context.Report.Missing(step, "stepId");
            return null;
        }

        ImmutableArray<DescriptionPlace> parameters = Parameters(step);
        bool isCall = step["workflowId"].Exists;
        IStepAction? action = isCall ? Call(step, parameters) : Request(step, parameters);
        WorkflowStep plan = new(id)
        {
            Success = _criteria.Bind(step["successCriteria"]) is { IsEmpty: false } written ? written : isCall ? [] : [Usual],
            OnSuccess = Actions(step["onSuccess"], workflow["successActions"]),
            OnFailure = Actions(step["onFailure"], workflow["failureActions"]),
            Outputs = [.. step["outputs"].Members().Select(o => KeyValuePair.Create(o.Name, Output(o.Place)))],
        };
        return action is null ? null : new StepPlan(index, id, id, isCall ? "call" : "http", action, step.Span)
        {
            Workflow = plan,
            Within = step["timeout"].Value is { ValueKind: JsonValueKind.Number } timeout ? TimeSpan.FromMilliseconds(Math.Clamp(timeout.GetDouble(), 1, 86_400_000)) : null,
        };
    }

    /// <summary>The criterion of a step that names none: the specification leaves it open.</summary>
    private static CriterionPlan Usual { get; } = new("$statusCode < 400") { Simple = SimpleCondition.TryParse("$statusCode < 400", out _) };

    /// <summary>The step's own, and those of the workflow that it does not write over.</summary>
    private ImmutableArray<DescriptionPlace> Parameters(DescriptionPlace step)
    {
        List<DescriptionPlace> own = [.. step["parameters"].Items()];
        var named = own.Select(p => (p, Found: context.Reused(p))).Where(static p => p.Found is not null).ToList();
        foreach (DescriptionPlace shared in step["workflowId"].Exists ? [] : workflow["parameters"].Items())
        {
            if (context.Reused(shared) is { } found && !named.Any(n => n.Found!["name"].Text == found["name"].Text && n.Found["in"].Text == found["in"].Text))
            {
                named.Add((shared, found));
            }
        }

        return [.. named.Select(static n => n.p)];
    }

    /// <summary>The name, place and value of a parameter; a reusable object may have a value of its own.</summary>
    private (string Name, string In, IBoundValue Value)? Parameter(DescriptionPlace place, bool isCall)
    {
        if (context.Reused(place) is not { } found)
        {
            return null;
        }

        DescriptionPlace value = place["value"].Exists ? place["value"] : found["value"];
        if (found["name"].Text is not { } name || !value.Exists || (!isCall && !found["in"].Exists))
        {
            context.Report.Missing(place, found["name"].Text is null ? "name" : value.Exists ? "in" : "value");
            return null;
        }

        return (name, found["in"].Text ?? string.Empty, context.Value(value));
    }

    private IStepAction? Call(DescriptionPlace step, ImmutableArray<DescriptionPlace> parameters)
    {
        return FlowOf(step["workflowId"]) is not { } flow ? null : verb.Call(flow, [.. parameters.Select(p => Parameter(p, isCall: true)).OfType<(string Name, string In, IBoundValue Value)>().Select(static p => KeyValuePair.Create(p.Name, p.Value))], step.Span);
    }

    /// <summary>The flow of a workflow of this description or another; null after a report.</summary>
    private string? FlowOf(DescriptionPlace place)
    {
        string id = place.Text ?? string.Empty;
        if (id.StartsWith('$'))
        {
            return context.Apis.FlowId(place);
        }

        if (context.Workflows.Contains(id, StringComparer.Ordinal))
        {
            return context.FlowId(id);
        }

        context.Report.Nowhere(place, "workflow", id, context.Workflows);
        return null;
    }

    private IStepAction? Request(DescriptionPlace step, ImmutableArray<DescriptionPlace> parameters)
    {
        if (!step["operationId"].Exists && !step["operationPath"].Exists)
        {
            if (step["channelPath"].Exists || step["action"].Exists)
            {
                context.Report.NotRun(step, "A step that sends or receives messages");
            }
            else
            {
                context.Report.Missing(step, "operationId");
            }

            return null;
        }

        if (context.Apis.Find(step) is not var (source, operation))
        {
            return null;
        }

        (string Name, string In, IBoundValue Value)[] given = [.. parameters.Select(p => Parameter(p, isCall: false)).OfType<(string Name, string In, IBoundValue Value)>()];
        OperationAddress address = new(source, operation.Template, given.Where(static p => p.In == "path").ToDictionary(static p => p.Name, static p => p.Value, StringComparer.Ordinal), step.Span);
        DescriptionPlace body = context.Reused(step["requestBody"]) ?? step["requestBody"];
        string type = body["contentType"].Text ?? operation.RequestBody?.Content.FirstOrDefault()?.Range ?? "application/json";
        return verb.Request(new(operation.Method, address, $"{operation.Method} {operation.Template.Text}", source.Service)
        {
            Query = In(given, "query"),
            Cookies = In(given, "cookie"),
            Headers = body["payload"].Exists
                ? In(given, "header").Insert(0, new("Content-Type", Expressions.ValueBinder.Constant(body.Span, type, Expressions.JsonValues.Text(type))))
                : In(given, "header"),
            Body = body["payload"].Exists ? new OperationBody(context.Value(body["payload"]), type, Replacements(body["replacements"])) : null,
        });
    }

    private static ImmutableArray<KeyValuePair<string, IBoundValue>> In((string Name, string In, IBoundValue Value)[] given, string place) =>
        [.. given.Where(p => p.In == place).Select(static p => KeyValuePair.Create(p.Name, p.Value))];

    private ImmutableArray<KeyValuePair<string, RuntimeValue>> Replacements(DescriptionPlace list)
    {
        ImmutableArray<KeyValuePair<string, RuntimeValue>>.Builder all = ImmutableArray.CreateBuilder<KeyValuePair<string, RuntimeValue>>();
        foreach (DescriptionPlace item in list.Items())
        {
            if (item["target"].Text is { } target && JsonSchema.JsonPointer.Tokens(target) is not null && item["targetSelectorType"].Text is null or "jsonpointer")
            {
                all.Add(new(item["target"].Text!, context.Value(item["value"])));
            }
            else
            {
                context.Report.NotRun(item, "A replacement whose target is no JSON pointer");
            }
        }

        return all.ToImmutable();
    }

    private OutputPlan Output(DescriptionPlace place)
    {
        JsonPathQuery? path = null;
        DescriptionPlace from = place;
        if (place.IsMap)
        {
            string type = place["type"].Text ?? place["type"]["type"].Text ?? "jsonpath";
            from = place["context"];
            if (type is not ("jsonpath" or "jsonpointer") || !from.Exists || place["selector"].Text is not { } selector)
            {
                context.Report.NotRun(place, "An output that selects by something else than JSONPath or a JSON pointer");
                return new(context.Value(from), null, null);
            }

            if (type == "jsonpointer" && JsonSchema.JsonPointer.Tokens(selector) is { } tokens)
            {
                return new(context.Value(from), null, tokens);
            }

            path = JsonPathQuery.TryParse(selector, out JsonPathError? error);
            if (path is null)
            {
                context.Report.Condition(place["selector"], $"it is no JSONPath: {error!.Message}");
            }
        }

        RuntimeValue value = context.Value(from);
        foreach (RuntimeExpression expression in value.Expressions.Where(e => e.Parts[0] == "$steps" && !_ids.Contains(e.Parts[1], StringComparer.Ordinal)))
        {
            context.Report.Nowhere(place, "step", expression.Parts[1], _ids);
        }

        return new(value, path, null);
    }

    private ImmutableArray<WorkflowAction> Actions(DescriptionPlace own, DescriptionPlace shared)
    {
        IEnumerable<DescriptionPlace> all = own.Exists ? own.Items() : shared.Items();
        return [.. all.Select(context.Reused).OfType<DescriptionPlace>().Select(Action).OfType<WorkflowAction>()];
    }

    private WorkflowAction? Action(DescriptionPlace place)
    {
        string kind = place["type"].Text ?? string.Empty;
        string? target = place["stepId"].Text;
        if (kind is not ("end" or "goto" or "retry"))
        {
            context.Report.Missing(place, "type");
            return null;
        }

        if (kind == "retry" && (place["workflowId"].Exists || target is not null))
        {
            context.Report.NotRun(place, "A retry that runs something else before");
            return null;
        }

        if (kind == "goto" && place["workflowId"].Exists)
        {
            return Leave(place);
        }

        int at = target is null ? -1 : Array.IndexOf(_ids, target);
        if (kind == "goto" && at < 0)
        {
            context.Report.Nowhere(place, "step", target ?? string.Empty, _ids);
            return null;
        }

        return new(place["name"].Text ?? kind, kind)
        {
            Step = at < 0 ? null : at,
            RetryAfter = TimeSpan.FromSeconds(place["retryAfter"].Value is { ValueKind: JsonValueKind.Number } after ? Math.Clamp(after.GetDouble(), 0, 86_400) : 0),
            RetryLimit = place["retryLimit"].Value is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt32(out int most) ? Math.Clamp(most, 0, 10_000) : 1,
            Criteria = _criteria.Bind(place["criteria"]),
        };
    }

    /// <summary>Going to another workflow is a last step that runs it, and is reached in no other way.</summary>
    private WorkflowAction? Leave(DescriptionPlace place)
    {
        if (FlowOf(place["workflowId"]) is not { } flow)
        {
            return null;
        }

        var inputs = place["parameters"].Items().Select(p => Parameter(p, isCall: true)).OfType<(string Name, string In, IBoundValue Value)>().Select(static p => KeyValuePair.Create(p.Name, p.Value));
        string id = $"{place["name"].Text ?? "goto"} {place["workflowId"].Text}";
        int at = _steps.Length + _aside.Count;
        _aside.Add(new StepPlan(at, $"goto-{at.ToString(CultureInfo.InvariantCulture)}", id, "call", verb.Call(flow, [.. inputs], place.Span), place.Span)
        {
            IsAside = true,
            Workflow = new WorkflowStep(id),
        });
        return new(place["name"].Text ?? "goto", "goto") { Step = at, Criteria = _criteria.Bind(place["criteria"]) };
    }
}
