using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Boundaries;
using Seatrial.Project.Contracts;
using Seatrial.Project.Expectations;
using Seatrial.Project.Linting;
using Seatrial.Project.Load;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Binds flow files.</summary>
/// <param name="project">The project, without its flows.</param>
/// <param name="names">The names every flow can use.</param>
/// <param name="verbs">The verbs steps can use.</param>
/// <param name="flowIds">The ids of all flows.</param>
/// <param name="sources">Where the files that flows name are read.</param>
/// <param name="schemaFiles">The schema files of the project.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class FlowBinder(
    ProjectModel project,
    NameTable names,
    IReadOnlyList<IStepVerb> verbs,
    IReadOnlyCollection<string> flowIds,
    ProjectSources sources,
    SchemaFiles schemaFiles,
    Action<Diagnostic> report)
{
    private const string BoundaryKey = "boundary";

    /// <summary>Binds a flow; its hash is not known before all of them are bound.</summary>
    public FlowPlan? Bind(string id, string file, DocumentNode root)
    {
        bool isBoundary = (root as DocumentNode.Mapping)?.Find(BoundaryKey) is not null;
        StepDefaults defaults = new(project);
        MapReader reader = MapReader.Of(isBoundary ? root : defaults.Apply(root, report), isBoundary ? "a boundary" : "a flow", report);
        string? name = isBoundary
            ? reader.RequiredText(BoundaryKey, "Say what it keeps apart: `boundary: Orders belong to their buyer`.")
            : reader.RequiredText("flow", "Begin the file with what the journey is: `flow: Guest checkout`.");
        NameTable inReach = BindInputs(reader, out ImmutableDictionary<string, IBoundValue?> inputs);
        DataBinder data = new(inReach, sources, report);
        ImmutableArray<DataRow> rows = reader.Node("data") is { } written ? data.Bind(written) : [];
        inReach = rows.IsEmpty ? inReach : inReach.With(rows[0].Values.Keys, "a column of `data`");
        inReach = BindVariables(reader, inReach, out ImmutableArray<KeyValuePair<string, IBoundValue>> variables);
        SchemaBinder schemas = new(schemaFiles, report);
        StepFiles files = new(sources, project.Folder);
        ContractBinder contracts = new(project, report);
        BindContext context = new(inReach, [.. project.Services.Keys], flowIds, files, report);
        BoundaryBinder boundary = new(project, (with, to) => new StepBinder(with, verbs, schemas, contracts, to), report);
        (ImmutableArray<StepPlan> steps, BindContext after) = isBoundary
            ? boundary.Bind(reader, context)
            : BindSteps(reader, new StepBinder(project, verbs, schemas, contracts, report), context);
        var outputs = reader.Entries("outputs").Where(e => Identifiers.Check(e.Key, "an output", report)).ToImmutableDictionary(e => e.Key.Text, e => after.Bind(e.Value), StringComparer.Ordinal);
        FlowHeader header = new(
            id,
            name ?? id,
            reader.Flag("critical", otherwise: true),
            string.Empty,
            reader.Texts("lock"),
            reader.Duration("within", project.Defaults.FlowWithin, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(24)))
        {
            Tags = reader.Texts("tags"),
            Owner = reader.Text("owner"),
            Why = reader.Text("why"),
            Runbook = reader.Text("runbook"),
            File = file,
            Steps = [.. steps.Select(s => s.Name)],
        };
        LoadPlan? load = isBoundary ? null : BindLoad(reader, steps, header.Within);
        header = load is null ? header : header with { Load = load.InWords, Within = load.For + load.JourneyWithin };
        FlowPlan plan = new(header, steps, root.Span)
        {
            Inputs = inputs,
            Variables = variables,
            Defaulted = [.. defaults.Given],
            WithinSpan = reader.Node("within")?.Span,
            Outputs = outputs,
            Load = load,
            Needs = BindNeeds(reader),
            Rows = rows,
            Boundary = isBoundary ? new BoundaryPlan(boundary.Routes, reader.Texts("public")) : null,
            Files = [.. schemas.Used.Union(files.Used).Union(contracts.Used).Union(data.File is { } named ? [named] : []).Union(defaults.Given.Exists(static g => g.Span.File == ProjectLoader.ProjectFile) ? [ProjectLoader.ProjectFile] : []).Order(StringComparer.Ordinal)],
        };
        NotYet(reader, "seed");
        LintAllowance.Check(reader);
        reader.Finish(isBoundary ? [] : ["steps", "defaults"]);
        if (!isBoundary && steps.Length > 0 && outputs.IsEmpty && !StepNodes.Of(reader.Node("steps")).Any(Shows))
        {
            reader.Report("ST0403", reader.Map.Span, $"The flow `{header.Name}` expects nothing, so it cannot fail.", "Say what a user relies on: `expect: { status: 200 }` in the step that matters.");
        }

        return plan;
    }

    /// <summary>What a step shows by without `expect`: it waits for something, or runs what fails by itself.</summary>
    private static readonly string[] Showing = ["until", "match", "call", "contract", "exec", "grpc", "trace", "browser"];

    /// <summary>Whether a step, as written, can fail by what it expects: an expectation that could not be bound has its own diagnostic.</summary>
    private static bool Shows(DocumentNode.Mapping step) =>
        IsSomething(step.Find("expect")?.Value) || Showing.Any(key => step.Find(key) is not null);

    private static bool IsSomething(DocumentNode? node) => node switch
    {
        null or DocumentNode.Scalar { Kind: ScalarKind.Null } => false,
        DocumentNode.Mapping map => !map.Entries.IsEmpty,
        DocumentNode.Sequence list => list.Items.Any(IsSomething),
        _ => true,
    };

    private (ImmutableArray<StepPlan> Steps, BindContext After) BindSteps(MapReader reader, StepBinder binder, BindContext context)
    {
        DocumentNode? node = reader.Required("steps", "Add at least one: `steps: [{ name: …, http: GET {{ service }}/path, expect: { status: 200 } }]`.");
        if (node is not DocumentNode.Sequence list)
        {
            if (node is not null)
            {
                reader.Report("ST0202", node.Span, $"`steps` must be a list, and this is {node.Describe()}.", "Begin each step with a dash.");
            }

            return ([], context);
        }

        if (list.Items.IsEmpty)
        {
            reader.Report("ST0402", list.Span, "The flow has no steps.", "Add at least one.");
        }

        return new StepListBinder(binder, report).Bind(list, context.Expecting(CapturesOf(list)));
    }

    /// <summary>What the steps capture, and on which line: to say that a name comes later, not that it is unknown.</summary>
    private static ImmutableDictionary<string, int> CapturesOf(DocumentNode.Sequence steps)
    {
        var captures = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (DocumentNode.Mapping capture in StepNodes.Of(steps).Select(s => s.Find("capture")?.Value).OfType<DocumentNode.Mapping>())
        {
            foreach (DocumentNode.Scalar name in capture.Entries.Select(e => e.Key))
            {
                captures.TryAdd(name.Text, name.Span.Line);
            }
        }

        return captures.ToImmutable();
    }

    private NameTable BindInputs(MapReader reader, out ImmutableDictionary<string, IBoundValue?> inputs)
    {
        var bound = ImmutableDictionary.CreateBuilder<string, IBoundValue?>(StringComparer.Ordinal);
        NameTable inReach = names;
        foreach (MappingEntry entry in reader.Entries("inputs").Where(e => Identifiers.Check(e.Key, "an input", report)))
        {
            if (names.KindOf(entry.Key.Text) is { } taken)
            {
                report(new("ST0405", DiagnosticSeverity.Error, entry.Key.Span, $"`{entry.Key.Text}` is {taken} already.", "Choose another name: names never hide one another."));
            }

            bool isRequired = entry.Value is DocumentNode.Scalar { Kind: ScalarKind.Null };
            bound[entry.Key.Text] = isRequired ? null : new BindContext(names, [], [], null, report).Bind(entry.Value);
            inReach = inReach.With(entry.Key.Text, "an input");
        }

        inputs = bound.ToImmutable();
        return inReach;
    }

    private NameTable BindVariables(MapReader reader, NameTable inReach, out ImmutableArray<KeyValuePair<string, IBoundValue>> variables)
    {
        var bound = ImmutableArray.CreateBuilder<KeyValuePair<string, IBoundValue>>();
        foreach (MappingEntry entry in reader.Entries("variables").Where(e => Identifiers.Check(e.Key, "a variable", report)))
        {
            if (inReach.KindOf(entry.Key.Text) is { } taken)
            {
                report(new("ST0405", DiagnosticSeverity.Error, entry.Key.Span, $"`{entry.Key.Text}` is {taken} already.", "Choose another name: names never hide one another."));
            }

            bound.Add(new(entry.Key.Text, new BindContext(inReach, [], [], null, report).Bind(entry.Value)));
            inReach = inReach.With(entry.Key.Text, "a variable of the flow");
        }

        variables = bound.ToImmutable();
        return inReach;
    }

    private ImmutableArray<DocumentNode.Scalar> BindNeeds(MapReader reader)
    {
        _ = reader.Texts("needs");
        DocumentNode.Scalar[] written = reader.Node("needs") switch
        {
            DocumentNode.Sequence list => [.. list.Items.OfType<DocumentNode.Scalar>()],
            DocumentNode.Scalar one => [one],
            _ => [],
        };
        foreach (DocumentNode.Scalar need in written.Where(n => !flowIds.Contains(n.Text, StringComparer.Ordinal)))
        {
            string hint = Nearest.To(need.Text, flowIds) is { } near ? $"Did you mean `{near}`?" : "A flow is named by the path of its file below `flows/`, without `.flow.yaml`.";
            reader.Report("ST0423", need.Span, $"There is no flow `{need.Text}` to need.", hint);
        }

        return [.. written];
    }

    /// <summary>A load that no environment takes is never run.</summary>
    private LoadPlan? BindLoad(MapReader reader, ImmutableArray<StepPlan> steps, TimeSpan within)
    {
        if (reader.Node("load") is not { } node || new LoadBinder(report).Bind(node, steps, within) is not { } load)
        {
            return null;
        }

        foreach (StepPlan step in steps.Where(s => s.Action?.Target is { } target && project.Services.GetValueOrDefault(target)?.Limit is { Rate: { } most } && load.Rate > most))
        {
            LimitPlan limit = project.Services[step.Action.Target!].Limit!;
            report(new("ST0449", DiagnosticSeverity.Error, load.Span, $"The load asks `{step.Action.Target}` {load.RateText}, and the service is limited to {limit.InWords}.", "Load less, raise the limit, or say it for the environments where it holds."));
        }

        if (!project.Environments.IsEmpty && !project.Environments.Values.Any(static e => e.AllowsLoad))
        {
            report(new("ST0442", DiagnosticSeverity.Error, load.Span, "No environment of the project allows load.", $"Say so where it does no harm: `environments: {{ {project.Environments.Keys.First()}: {{ allowLoad: true }} }}`."));
        }

        return load;
    }

    private static void NotYet(MapReader reader, string key)
    {
        if (reader.Node(key) is { } node)
        {
            reader.Report("ST0208", node.Span, $"`{key}` is not available in this version.", "Remove it for now.");
        }
    }
}
