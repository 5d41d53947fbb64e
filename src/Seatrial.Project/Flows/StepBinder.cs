using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Contracts;
using Seatrial.Project.Expectations;
using Seatrial.Project.Linting;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Flows;

/// <summary>Binds steps: one verb, and the siblings that every verb shares.</summary>
/// <param name="project">The project, without its flows.</param>
/// <param name="verbs">The verbs steps can use.</param>
/// <param name="schemas">Binds schemas.</param>
/// <param name="contracts">Binds contracts.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class StepBinder(ProjectModel project, IReadOnlyList<IStepVerb> verbs, SchemaBinder schemas, ContractBinder contracts, Action<Diagnostic> report)
{
    private static readonly string[] Siblings =
        ["name", "id", "when", "as", "auth", "expect", "match", "until", "capture", "cleanup", "within", "contract", "tags", "retrySafe", "lint"];

    private static readonly string[] Planned =
        ["kafka", "email", "browser", "trace"];

    private static readonly string[] Blocks = [BlockBinder.Parallel, BlockBinder.ForEach];

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Binds a step.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="index">Its place in its list.</param>
    /// <param name="context">The names in reach.</param>
    /// <param name="isCleanup">Whether it undoes another step.</param>
    /// <param name="lists">Binds the steps inside it; null where it can have none.</param>
    /// <returns>The step, unless it is too broken, and the names in reach after it: what it captures counts even then.</returns>
    public (StepPlan? Plan, BindContext After) Bind(DocumentNode node, int index, BindContext context, bool isCleanup, StepListBinder? lists = null)
    {
        if (node is not DocumentNode.Mapping map)
        {
            report(new("ST0202", DiagnosticSeverity.Error, node.Span, $"A step must be a map, and this is {node.Describe()}.", "For example `- http: GET {{ orders }}/health`."));
            return (null, context);
        }

        MapReader reader = new(map, "a step", report);
        BoundVerb? verb = BindVerb(reader, context, lists);
        IStepAction? action = verb?.Action;
        string key = verb?.Key ?? string.Empty;
        string? what = map.Find(key)?.Value is DocumentNode.Mapping ? action?.Summary : (map.Find(key)?.Value as DocumentNode.Scalar)?.Text;
        string name = reader.Text("name") ?? $"{key} {what}".Trim();
        SubjectBinder subjects = new(verb is null ? null : verb.Key, verb?.Subjects ?? [], report);
        BindContext reached = verb?.After ?? context;
        ImmutableArray<CapturePlan> capture = BindCapture(reader, reached, subjects);
        BindContext after = reached.With(reached.Names.With(capture.Select(c => c.Name), "a capture"));
        ExpectationBinder expectations = new(context, subjects, schemas, report);

        // What an expectation compares with may be what the same answer gave: captures are taken first.
        ExpectationBinder own = new(after, subjects, schemas, report);
        (string? auth, string? actor) = new WhoBinder(project).Bind(reader);
        StepPlan plan = new(index, BindId(reader) ?? IdOf(name), name, key, action!, map.Span)
        {
            When = reader.Node("when") is { } when ? context.Bind(when) : null,
            Auth = auth,
            Actor = actor,
            Match = BindMatch(reader, verb, expectations),
            Until = BindUntil(reader, expectations),
            Expect = reader.Node("expect") is { } expect ? own.Bind(expect) : [],
            Capture = capture,
            Cleanup = isCleanup ? [] : new CleanupBinder(this, report).Bind(reader, after, reached, [.. capture.Select(static c => c.Name)]),
            Within = reader.Duration("within", TimeSpan.FromMilliseconds(1), Day),
            RetrySafe = reader.Flag("retrySafe", otherwise: false),
            Tags = reader.Texts("tags"),
            Contract = contracts.Bind(reader, key, action),
        };
        RefuseUnavailable(reader, isCleanup);
        LintAllowance.Check(reader);
        if (verb is not null)
        {
            reader.Finish([.. Siblings, verb.Key, .. verb.OwnKeys, .. isCleanup ? CleanupBinder.OwnKeys : []]);
        }

        return (action is null ? null : plan, after);
    }

    private string? BindId(MapReader reader) =>
        reader.Text("id") is { } id && Identifiers.Check((DocumentNode.Scalar)reader.Node("id")!, "a step", report) ? id : null;

    /// <summary>Finds the one verb of a step, and binds what it does.</summary>
    private BoundVerb? BindVerb(MapReader reader, BindContext context, StepListBinder? lists)
    {
        string[] known = [.. verbs.Select(v => v.Key), .. lists is null ? [] : Blocks];
        string[] found = [.. known.Where(k => reader.Map.Find(k) is not null)];
        if (found.Length == 1)
        {
            return BindVerb(found[0], reader, context, lists);
        }

        if (found.Length > 1)
        {
            MappingEntry second = reader.Map.Find(found[1])!;
            reader.Report("ST0401", second.Key.Span, $"This step has two verbs, `{found[0]}` and `{found[1]}`.", "Make it two steps.");
        }
        else if (reader.Map.Entries.FirstOrDefault(e => Blocks.Contains(e.Key.Text, StringComparer.Ordinal)) is { } block)
        {
            reader.Report("ST0418", block.Key.Span, $"A cleanup cannot be `{block.Key.Text}`.", "Write its steps as cleanups of their own, or `call` a flow that has it.");
        }
        else if (reader.Map.Entries.FirstOrDefault(e => Planned.Contains(e.Key.Text, StringComparer.Ordinal)) is { } planned)
        {
            reader.Report("ST0208", planned.Key.Span, $"The verb `{planned.Key.Text}` is not available in this version.", $"Available: {string.Join(", ", known)}.");
        }
        else
        {
            MappingEntry? unknown = reader.Map.Entries.FirstOrDefault(e => !Siblings.Contains(e.Key.Text, StringComparer.Ordinal));
            string hint = unknown is not null && Nearest.To(unknown.Key.Text, known) is { } near ? $"Did you mean `{near}`?" : $"Give it one of: {string.Join(", ", known)}.";
            reader.Report("ST0400", unknown?.Key.Span ?? reader.Map.Span, "This step does nothing: it has no verb.", hint);
        }

        return null;
    }

    private BoundVerb BindVerb(string key, MapReader reader, BindContext context, StepListBinder? lists)
    {
        if (key == BlockBinder.Parallel)
        {
            (IStepAction? action, BindContext after) = new BlockBinder(lists!, report).BindParallel(reader, context);
            return new(key, BlockBinder.KeysOf(key), [], action, after);
        }

        if (key == BlockBinder.ForEach)
        {
            return new(key, BlockBinder.KeysOf(key), [], new BlockBinder(lists!, report).BindForEach(reader, context), context);
        }

        IStepVerb verb = verbs.First(v => v.Key == key);
        return new(key, verb.OwnKeys, verb.Subjects, verb.Bind(reader.Map, context), context);
    }

    private static ImmutableArray<ExpectationPlan> BindMatch(MapReader reader, BoundVerb? verb, ExpectationBinder expectations)
    {
        if (reader.Node("match") is not { } match)
        {
            return [];
        }

        if (verb?.Action is not (null or IListeningAction))
        {
            reader.Report("ST0419", match.Span, $"`match` picks a message, and this `{verb.Key}` step does not wait for any.", "Say under `expect:` what the answer must show.");
        }

        return expectations.Bind(match);
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

    private ImmutableArray<CapturePlan> BindCapture(MapReader reader, BindContext context, SubjectBinder subjects)
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

            if (reader.TextOf(from, entry.Key.Text) is not null && subjects.Bind((DocumentNode.Scalar)from) is { } subject)
            {
                captures.Add(new(entry.Key.Text, subject, isSecret, entry.Key.Span));
            }
        }

        return captures.ToImmutable();
    }

    private static void RefuseUnavailable(MapReader reader, bool isCleanup)
    {
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

    /// <summary>A step's verb, and what it made of the step.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="OwnKeys">The further keys that belong to it.</param>
    /// <param name="Subjects">What its answers have.</param>
    /// <param name="Action">What the step does; null after an error was reported.</param>
    /// <param name="After">The names in reach of what follows.</param>
    private sealed record BoundVerb(string Key, IReadOnlyCollection<string> OwnKeys, IReadOnlyCollection<string> Subjects, IStepAction? Action, BindContext After);
}
