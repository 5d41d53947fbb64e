using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Binds steps: one verb, and the siblings that every verb shares.</summary>
/// <param name="project">The project, without its flows.</param>
/// <param name="verbs">The verbs steps can use.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class StepBinder(ProjectModel project, IReadOnlyList<IStepVerb> verbs, Action<Diagnostic> report)
{
    private static readonly string[] Siblings =
        ["name", "id", "when", "as", "auth", "expect", "until", "capture", "cleanup", "within", "contract", "tags", "retrySafe"];

    private static readonly string[] Planned =
        ["graphql", "grpc", "websocket", "sse", "sql", "redis", "amqp", "kafka", "mqtt", "email", "browser", "exec", "parallel", "forEach", "trace"];

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Binds a step.</summary>
    /// <returns>The step, unless it is too broken, and the names in reach after it: what it captures counts even then.</returns>
    public (StepPlan? Plan, BindContext After) Bind(DocumentNode node, int index, BindContext context, bool isCleanup)
    {
        if (node is not DocumentNode.Mapping map)
        {
            report(new("ST0202", DiagnosticSeverity.Error, node.Span, $"A step must be a map, and this is {node.Describe()}.", "For example `- http: GET {{ orders }}/health`."));
            return (null, context);
        }

        MapReader reader = new(map, "a step", report);
        IStepVerb? verb = VerbOf(reader);
        IStepAction? action = verb?.Bind(map, context);
        string key = verb?.Key ?? string.Empty;
        string name = reader.Text("name") ?? $"{key} {(map.Find(key)?.Value as DocumentNode.Scalar)?.Text}".Trim();
        ImmutableArray<CapturePlan> capture = BindCapture(reader, context);
        BindContext after = context.With(context.Names.With(capture.Select(c => c.Name), "a capture"));
        ExpectationBinder expectations = new(context, report);

        // What an expectation compares with may be what the same answer gave: captures are taken first.
        ExpectationBinder own = new(after, report);
        StepPlan plan = new(index, BindId(reader) ?? IdOf(name), name, key, action!, map.Span)
        {
            When = reader.Node("when") is { } when ? context.Bind(when) : null,
            Auth = BindAuth(reader),
            Until = BindUntil(reader, expectations),
            Expect = reader.Node("expect") is { } expect ? own.Bind(expect) : [],
            Capture = capture,
            Cleanup = isCleanup ? [] : BindCleanup(reader, after),
            Within = reader.Duration("within", TimeSpan.FromMilliseconds(1), Day),
            RetrySafe = reader.Flag("retrySafe", otherwise: false),
            Tags = reader.Texts("tags"),
        };
        RefuseUnavailable(reader, isCleanup);
        if (verb is not null)
        {
            reader.Finish([.. Siblings, verb.Key, .. verb.OwnKeys]);
        }

        return (action is null ? null : plan, after);
    }

    private string? BindId(MapReader reader) =>
        reader.Text("id") is { } id && Identifiers.Check((DocumentNode.Scalar)reader.Node("id")!, "a step", report) ? id : null;

    private IStepVerb? VerbOf(MapReader reader)
    {
        IStepVerb[] found = [.. verbs.Where(v => reader.Map.Find(v.Key) is not null)];
        if (found.Length == 1)
        {
            return found[0];
        }

        string known = string.Join(", ", verbs.Select(v => v.Key));
        if (found.Length > 1)
        {
            MappingEntry second = reader.Map.Find(found[1].Key)!;
            reader.Report("ST0401", second.Key.Span, $"This step has two verbs, `{found[0].Key}` and `{found[1].Key}`.", "Make it two steps.");
        }
        else if (reader.Map.Entries.FirstOrDefault(e => Planned.Contains(e.Key.Text, StringComparer.Ordinal)) is { } planned)
        {
            reader.Report("ST0208", planned.Key.Span, $"The verb `{planned.Key.Text}` is not available in this version.", $"Available: {known}.");
        }
        else
        {
            MappingEntry? unknown = reader.Map.Entries.FirstOrDefault(e => !Siblings.Contains(e.Key.Text, StringComparer.Ordinal));
            string hint = unknown is not null && Nearest.To(unknown.Key.Text, verbs.Select(v => v.Key)) is { } near ? $"Did you mean `{near}`?" : $"Give it one of: {known}.";
            reader.Report("ST0400", unknown?.Key.Span ?? reader.Map.Span, "This step does nothing: it has no verb.", hint);
        }

        return null;
    }

    private string? BindAuth(MapReader reader)
    {
        if (reader.Text("auth") is not { } name)
        {
            return null;
        }

        if (!project.Tokens.ContainsKey(name))
        {
            string hint = Nearest.To(name, project.Tokens.Keys) is { } near ? $"Did you mean `{near}`?" : "Describe it under `tokens:` of seatrial.yaml.";
            reader.Report("ST0404", reader.Node("auth")!.Span, $"The project has no token provider `{name}`.", hint);
        }

        return name;
    }

    private static UntilPlan? BindUntil(MapReader reader, ExpectationBinder expectations)
    {
        if (reader.Child("until", "`until`") is not { } until)
        {
            return null;
        }

        TimeSpan within = until.Duration("within", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(1), Day);
        (TimeSpan least, TimeSpan most) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
        if (until.Text("every") is { } every && !Durations.TryParseRange(every, out least, out most))
        {
            until.Report("ST0203", until.Node("every")!.Span, $"`{every}` is not a pause.", "Write a duration or two: `every: 250ms` or `every: 100ms..2s`.");
        }

        DocumentNode? expect = until.Required("expect", "Say what ends the waiting: `until: { within: 15s, expect: { $.state: paid } }`.");
        ImmutableArray<ExpectationPlan> stopOn = until.Node("stopOn") is { } stop ? expectations.Bind(stop) : [];
        UntilPlan plan = new(within, least, most, expect is null ? [] : expectations.Bind(expect), stopOn, until.Map.Span);
        until.Finish();
        return plan;
    }

    private ImmutableArray<CapturePlan> BindCapture(MapReader reader, BindContext context)
    {
        ImmutableArray<CapturePlan>.Builder captures = ImmutableArray.CreateBuilder<CapturePlan>();
        foreach (MappingEntry entry in reader.Entries("capture").Where(e => Identifiers.Check(e.Key, "a capture", report)))
        {
            if (context.Names.KindOf(entry.Key.Text) is { } taken)
            {
                string hint = "Choose another name: names never hide one another.";
                report(new("ST0405", DiagnosticSeverity.Error, entry.Key.Span, $"`{entry.Key.Text}` is {taken} already.", hint));
            }

            bool isSecret = false;
            DocumentNode from = entry.Value;
            if (from is DocumentNode.Mapping map)
            {
                MapReader capture = new(map, $"the capture `{entry.Key.Text}`", report);
                from = capture.Required("from", "Say what to take: `{ from: $.token, secret: true }`.") ?? new DocumentNode.Scalar("body", ScalarKind.Text, IsQuoted: true, map.Span);
                isSecret = capture.Flag("secret", otherwise: false);
                capture.Finish();
            }

            if (reader.TextOf(from, entry.Key.Text) is not null && new SubjectBinder(report).Bind((DocumentNode.Scalar)from) is { } subject)
            {
                captures.Add(new(entry.Key.Text, subject, isSecret, entry.Key.Span));
            }
        }

        return captures.ToImmutable();
    }

    private ImmutableArray<StepPlan> BindCleanup(MapReader reader, BindContext context)
    {
        DocumentNode? node = reader.Node("cleanup");
        ImmutableArray<StepPlan>.Builder steps = ImmutableArray.CreateBuilder<StepPlan>();
        IEnumerable<DocumentNode> items = node switch
        {
            null => [],
            DocumentNode.Sequence list => list.Items,
            _ => [node],
        };
        foreach (DocumentNode item in items)
        {
            if (Bind(item, steps.Count, context, isCleanup: true).Plan is { } plan)
            {
                steps.Add(plan);
            }
        }

        return steps.ToImmutable();
    }

    private static void RefuseUnavailable(MapReader reader, bool isCleanup)
    {
        foreach (string key in (string[])["contract", "as"])
        {
            if (reader.Node(key) is { } node)
            {
                reader.Report("ST0208", node.Span, $"`{key}` is not available in this version.", "Remove it for now.");
            }
        }

        if (isCleanup && reader.Map.Find("cleanup") is { } nested)
        {
            reader.Report("ST0414", nested.Key.Span, "A cleanup cannot have cleanups of its own.", "Add another cleanup to the step instead.");
        }
    }

    /// <summary>An id from a name: lower case, hyphens between words.</summary>
    private static string IdOf(string name)
    {
        StringBuilder id = new();
        foreach (char c in name.ToLower(CultureInfo.InvariantCulture).Take(60))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                id.Append(c);
            }
            else if (id.Length > 0 && id[^1] != '-')
            {
                id.Append('-');
            }
        }

        return id.ToString().Trim('-') is { Length: > 0 } text ? text : "step";
    }
}
