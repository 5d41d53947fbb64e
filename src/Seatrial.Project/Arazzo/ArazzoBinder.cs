using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Arazzo;

/// <summary>Binds Arazzo descriptions: each workflow is a flow.</summary>
/// <param name="project">The project, without its flows.</param>
/// <param name="names">The names every flow can use.</param>
/// <param name="verb">Makes what steps do.</param>
/// <param name="sources">The files of the project.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ArazzoBinder(ProjectModel project, NameTable names, IOperationVerb verb, ProjectSources sources, Action<Diagnostic> report)
{
    private readonly ArazzoReport _report = new(report);

    /// <summary>The deadline of each flow.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a file is an Arazzo description by its name.</summary>
    public static bool IsArazzo(string file) => file.EndsWith(".arazzo.yaml", StringComparison.Ordinal) || file.EndsWith(".arazzo.json", StringComparison.Ordinal);

    /// <summary>What the ids of a description's flows begin with.</summary>
    public static string PrefixOf(string file)
    {
        string prefix = file[..^".arazzo.yaml".Length];
        return prefix.StartsWith("flows/", StringComparison.Ordinal) ? prefix["flows/".Length..] : prefix;
    }

    /// <summary>Binds a file.</summary>
    public IEnumerable<FlowPlan> Bind(string file)
    {
        DescriptionFiles files = new(sources.Find, report);
        if (files.Open(file) is not { } opened)
        {
            return [];
        }

        DescriptionPlace root = new(opened, string.Empty, opened.Root);
        if (!(root["arazzo"].Text is { } version && (version.StartsWith("1.0.", StringComparison.Ordinal) || version.StartsWith("1.1.", StringComparison.Ordinal))))
        {
            _report.NotArazzo(root);
            return [];
        }

        ArazzoSources apis = new(root, project, sources, _report);
        string prefix = PrefixOf(file);
        DescriptionPlace[] workflows = [.. root["workflows"].Items()];
        string[] ids = [.. workflows.Select(static w => w["workflowId"].Text).OfType<string>()];
        string hash = Hash(apis, file);
        return [.. workflows.Select(w => Workflow(w, new(root, files, apis, ids, prefix, _report), file, hash)).OfType<FlowPlan>()];
    }

    private FlowPlan? Workflow(DescriptionPlace workflow, ArazzoContext context, string file, string hash)
    {
        if (workflow["workflowId"].Text is not { } id)
        {
            _report.Missing(workflow, "workflowId");
            return null;
        }

        if (!workflow["steps"].Items().Any())
        {
            _report.Missing(workflow, "steps");
            return null;
        }

        ImmutableArray<StepPlan> steps = new WorkflowStepBinder(workflow, context, verb).Bind();
        FlowHeader header = new(context.FlowId(id), workflow["summary"].Text ?? id, IsCritical: true, hash, [], Within)
        {
            Why = workflow["description"].Text,
            File = file,
            Steps = [.. steps.Select(static s => s.Name)],
            Needs = [.. workflow["dependsOn"].Items().Select(d => Needed(d, context)).OfType<string>()],
        };
        return steps.IsEmpty ? null : new FlowPlan(header, steps, workflow.Span)
        {
            Inputs = Inputs(workflow, context),
            Outputs = workflow["outputs"].Members().ToImmutableDictionary(static o => o.Name, o => (IBoundValue)context.Value(o.Place), StringComparer.Ordinal),
            Files = [.. context.Apis.All.SelectMany(static a => a.Document.Files)],
        };
    }

    private string? Needed(DescriptionPlace needed, ArazzoContext context)
    {
        string id = needed.Text ?? string.Empty;
        if (id.StartsWith('$'))
        {
            return context.Apis.FlowId(needed);
        }

        if (context.Workflows.Contains(id, StringComparer.Ordinal))
        {
            return context.FlowId(id);
        }

        _report.Nowhere(needed, "workflow", id, context.Workflows);
        return null;
    }

    /// <summary>An input is what calls the workflow gives, then what the project calls so, then its default.</summary>
    private ImmutableDictionary<string, IBoundValue?> Inputs(DescriptionPlace workflow, ArazzoContext context)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, IBoundValue?>(StringComparer.Ordinal);
        if (context.Files.Resolve(workflow["inputs"]) is not { } schema)
        {
            return inputs.ToImmutable();
        }

        HashSet<string> required = [.. schema["required"].Items().Select(static r => r.Text).OfType<string>()];
        foreach ((string name, DescriptionPlace property) in schema["properties"].Members())
        {
            DescriptionPlace written = context.Files.Resolve(property) ?? property;
            bool isKnown = names.Knows(name);
            inputs[name] = isKnown || !required.Contains(name) || written["default"].Exists
                ? new WorkflowInput(name, isKnown, written["default"].Value, written.Span)
                : null;
        }

        return inputs.ToImmutable();
    }

    private string Hash(ArazzoSources apis, string file)
    {
        StringBuilder text = new();
        foreach (string path in apis.All.SelectMany(static a => a.Document.Files).Concat(apis.Neighbours.Select(static n => n.File)).Append(file).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string content = SnapshotStore.Normalized(sources.Find(path) ?? string.Empty);
            text.Append(path).Append('\n').Append(content.Length).Append('\n').Append(content).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
