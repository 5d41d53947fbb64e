using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Writes defaults into steps before they are bound, as if their author had: what a step says itself wins.</summary>
/// <remarks>Headers and credentials go to services of the project only. An address that is none may be anybody's.</remarks>
/// <param name="project">The project, without its flows.</param>
internal sealed class StepDefaults(ProjectModel project)
{
    /// <summary>Says that a step has no token provider, whatever the defaults are.</summary>
    private const string NoAuth = "none";

    private static readonly string[] Requests = ["http", "graphql", "sse", "websocket", "grpc"];
    private static readonly string[] Inner = ["steps", BlockBinder.Parallel, "cleanup"];

    /// <summary>What steps were given.</summary>
    public List<DefaultedValue> Given { get; } = [];

    /// <summary>A flow with the defaults of the project and its own in its steps.</summary>
    public DocumentNode Apply(DocumentNode root, Action<Diagnostic> report)
    {
        if (root is not DocumentNode.Mapping flow)
        {
            return root;
        }

        DefaultsModel defaults = project.Defaults;
        if (flow.Find("defaults") is { } own)
        {
            MapReader reader = MapReader.Of(own.Value, "`defaults` of a flow", report);
            defaults = defaults.With(DefaultsModel.Bind(reader));
            reader.Finish();
        }

        return flow.Find("steps") is { } steps ? Replaced(flow, steps, Steps(steps.Value, defaults)) : flow;
    }

    private DocumentNode Steps(DocumentNode node, DefaultsModel defaults) => node switch
    {
        DocumentNode.Sequence list => list with { Items = [.. list.Items.Select(i => Steps(i, defaults))] },
        DocumentNode.Mapping step => Step(step, defaults),
        _ => node,
    };

    private DocumentNode.Mapping Step(DocumentNode.Mapping step, DefaultsModel defaults)
    {
        foreach (string key in Inner)
        {
            if (step.Find(key) is { } inner)
            {
                step = Replaced(step, inner, Steps(inner.Value, defaults));
            }
        }

        if (step.Find("auth") is { Value: DocumentNode.Scalar { Text: NoAuth } } none && !project.Tokens.ContainsKey(NoAuth))
        {
            step = step with { Entries = step.Entries.Remove(none) };
            defaults = defaults with { Auth = null };
        }

        if (Array.Find(Requests, key => step.Find(key) is not null) is not { } verb || !defaults.IsForSteps)
        {
            return step;
        }

        if (defaults.StepWithin is { } within && step.Find("within") is null && step.Find("until") is null)
        {
            step = Added(step, within with { Key = within.Key with { Text = "within" } });
            Given.Add(new(step.Span, "within", within.Key.Span));
        }

        if (!GoesToService((step.Find(verb)!.Value as DocumentNode.Scalar)?.Text))
        {
            return step;
        }

        if (defaults.Auth is { } auth && step.Find("auth") is null && step.Find("as") is null)
        {
            step = Added(step, auth);
            Given.Add(new(step.Span, "auth", auth.Key.Span));
        }

        return verb == "grpc" ? step : WithHeaders(step, defaults.Headers);
    }

    private DocumentNode.Mapping WithHeaders(DocumentNode.Mapping step, ImmutableArray<MappingEntry> headers)
    {
        ImmutableArray<MappingEntry> there = (step.Find("headers")?.Value as DocumentNode.Mapping)?.Entries ?? [];
        headers = [.. headers.Where(h => !there.Any(o => DefaultsModel.IsSame(o, h)))];
        if (headers.IsEmpty)
        {
            return step;
        }

        Given.AddRange(headers.Select(h => new DefaultedValue(step.Span, $"header {h.Key.Text}", h.Key.Span)));
        if (step.Find("headers") is not { } own)
        {
            MappingEntry first = headers[0];
            return Added(step, first with { Key = first.Key with { Text = "headers" }, Value = new DocumentNode.Mapping(headers, first.Key.Span) });
        }

        return own.Value is DocumentNode.Mapping map
            ? Replaced(step, own, map with { Entries = [.. map.Entries, .. headers] })
            : step;
    }

    /// <summary>Whether an address, behind a method or not, begins with a service of the project.</summary>
    private bool GoesToService(string? line)
    {
        int open = line?.IndexOf("{{", StringComparison.Ordinal) ?? -1;
        int close = open < 0 ? -1 : line!.IndexOf("}}", open, StringComparison.Ordinal);
        return close > 0
            && !line![..open].Contains("://", StringComparison.Ordinal)
            && project.Services.ContainsKey(line[(open + 2)..close].Trim());
    }

    private static DocumentNode.Mapping Added(DocumentNode.Mapping map, MappingEntry entry) => map with { Entries = map.Entries.Add(entry) };

    private static DocumentNode.Mapping Replaced(DocumentNode.Mapping map, MappingEntry entry, DocumentNode value) =>
        map with { Entries = map.Entries.Replace(entry, entry with { Value = value }) };
}
