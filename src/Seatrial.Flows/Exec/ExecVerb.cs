using System.Buffers;
using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Loading;

namespace Seatrial.Flows.Exec;

/// <summary><c>exec:</c> a command as a list of arguments, or, where that is asked for, a line for the shell.</summary>
/// <param name="time">The clock.</param>
/// <param name="isAllowed">Whether commands may run here: that is code execution for whoever may write the project.</param>
internal sealed class ExecVerb(TimeProvider time, bool isAllowed) : IStepVerb
{
    private const string Example = "exec: [dotnet, test, '--no-build']";
    private static readonly SearchValues<char> NoName = SearchValues.Create("=\0 \t{}$");
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostGrace = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Key => "exec";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["exitCode", "stdout", "stderr"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Runs a command in the project's folder: the program and each of its arguments, or a map.", new DocumentShape.Either(
    [
        new DocumentShape.List(new DocumentShape.Anything()),
        new DocumentShape.Map(
        [
            new("command", new DocumentShape.List(new DocumentShape.Anything()), "The program, and each of its arguments."),
            new("shell", new DocumentShape.Text(), "A line for the shell, without {{ }}."),
            new("env", new DocumentShape.Names(new DocumentShape.Anything()), "Variables of the command's environment."),
            new("folder", new DocumentShape.Text(), "Where it runs, below the project's folder."),
            new("stdin", new DocumentShape.Anything(), "What it reads."),
            new("grace", new DocumentShape.Duration(), "How long it may take to end when it is told to. Default: 2s."),
            new(
                "results",
                new DocumentShape.Map([.. ResultsPlan.Formats.Keys.Order(StringComparer.Ordinal).Select(static format => new ShapeKey(format, new DocumentShape.Text(), "The files, or - for what the command prints."))])
                {
                    OneOf = [.. ResultsPlan.Formats.Keys.Order(StringComparer.Ordinal)],
                },
                "The results of tests that it leaves."),
        ])
        {
            OneOf = ["command", "shell"],
        },
    ]));

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        bool asksForExitCode = NamesExitCode(step.Find("expect")?.Value) || NamesExitCode((step.Find("until")?.Value as DocumentNode.Mapping)?.Find("expect")?.Value);
        if (step.Find(Key)!.Value is DocumentNode.Sequence line)
        {
            return BindArguments(line, context) is { } arguments
                ? new ExecAction(new ExecPlan(arguments, context.Folder) { AsksForExitCode = asksForExitCode, Grace = Grace }, isAllowed, time)
                : null;
        }

        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        string? what = map.OneOf("command", "shell");
        ImmutableArray<IBoundValue>? command = what switch
        {
            "command" => BindArguments(map.Node("command")!, context),
            "shell" => BindShell(map.Node("shell")!, context),
            _ => null,
        };
        ImmutableArray<KeyValuePair<string, IBoundValue>> environment = map.Entries("env", "env: { BASE_URL: '{{ orders }}' }");
        foreach ((string name, IBoundValue value) in environment)
        {
            CheckName(name, value.Span, context);
        }

        ExecPlan? plan = command is null ? null : new ExecPlan(command.Value, context.Folder)
        {
            AsksForExitCode = asksForExitCode,
            IsShell = what == "shell",
            Folder = BindFolder(map),
            Environment = environment,
            Stdin = map.Value("stdin"),
            Grace = BindGrace(map),
            Results = BindResults(map),
        };
        map.Finish();
        return plan is null ? null : new ExecAction(plan, isAllowed, time);
    }

    private static ImmutableArray<IBoundValue>? BindArguments(DocumentNode node, IBindContext context)
    {
        if (node is not DocumentNode.Sequence { Items.Length: > 0 } list
            || list.Items.Any(static item => item is not DocumentNode.Scalar { Kind: not ScalarKind.Null }))
        {
            ServerDiagnostics.Error(context, "ST1100", node.Span, "A command is a list: the program, and each of its arguments.", $"Write for example: `{Example}`");
            return null;
        }

        return [.. list.Items.Select(context.Bind)];
    }

    private static ImmutableArray<IBoundValue>? BindShell(DocumentNode node, IBindContext context)
    {
        if (node is not DocumentNode.Scalar { Kind: ScalarKind.Text } text)
        {
            ServerDiagnostics.NotAValue(context, node.Span, "shell", "a text", "shell: npm test | tee test.log");
            return null;
        }

        if (text.Text.Replace("{{{{", string.Empty, StringComparison.Ordinal).Contains("{{", StringComparison.Ordinal))
        {
            ServerDiagnostics.Error(
                context,
                "ST1101",
                node.Span,
                "A value inside a line for the shell could change what the line does.",
                "Give it as a variable: `env: { ORDER: '{{ orderId }}' }`, and write `\"$ORDER\"` in the line; or use `command:`, whose arguments no shell reads.");
            return null;
        }

        return [context.Bind(node)];
    }

    private static string? BindFolder(VerbMap map)
    {
        switch (map.Node("folder"))
        {
            case null:
                return null;
            case DocumentNode.Scalar { Kind: ScalarKind.Text } text when ProjectPath.IsInside(text.Text):
                return text.Text;
            case { } other:
                ServerDiagnostics.Error(map.Context, "ST1102", other.Span, "A command runs in the project's folder or in one below it.", "Write it relative to the folder of seatrial.yaml, without `..` and `{{ }}`: `folder: tests/api`.");
                return null;
        }
    }

    /// <summary>What a command is told of its run cannot be told otherwise.</summary>
    private static void CheckName(string name, SourceSpan span, IBindContext context)
    {
        if (ExecIdentity.IsReserved(name))
        {
            ServerDiagnostics.Error(context, "ST1103", span, $"The variable `{name}` carries the run's identity and cannot be set.", "Leave it out; every command has it.");
        }
        else if (name.Length == 0 || name.AsSpan().ContainsAny(NoName))
        {
            ServerDiagnostics.Error(context, "ST1103", span, $"`{name}` cannot be the name of a variable.", "Write letters, digits and `_`: `env: { BASE_URL: '{{ orders }}' }`.");
        }
    }

    private static TimeSpan BindGrace(VerbMap map)
    {
        switch (map.Node("grace"))
        {
            case null:
                return Grace;
            case DocumentNode.Scalar text when Durations.TryParse(text.Text, out TimeSpan grace) && grace <= MostGrace:
                return grace;
            case { } other:
                ServerDiagnostics.NotAValue(map.Context, other.Span, "grace", "a duration of at most 30s", "grace: 5s");
                return Grace;
        }
    }

    private static ResultsPlan? BindResults(VerbMap map)
    {
        const string example = "results: { junit: 'out/*.xml' }";
        if (!map.Has("results") || map.Node("results") is not { } node)
        {
            return null;
        }

        if (node is DocumentNode.Mapping { Entries: [var only] } && ResultsPlan.Formats.TryGetValue(only.Key.Text, out TestResultFormat format)
            && only.Value is DocumentNode.Scalar { Kind: ScalarKind.Text } where)
        {
            if (where.Text is ResultsPlan.Output || (ProjectPath.IsInside(where.Text) && !where.Text.Contains("{{", StringComparison.Ordinal)))
            {
                return new(format, where.Text);
            }
        }

        ServerDiagnostics.Error(
            map.Context,
            "ST1104",
            node.Span,
            $"`results` is one format and the files it is in: {string.Join(", ", ResultsPlan.Formats.Keys)}.",
            $"Write for example: `{example}`, relative to the command's folder, or `-` for what the command prints: `results: {{ tap: '-' }}`.");
        return null;
    }

    /// <summary>Whether a step says itself which exit code it wants: otherwise only 0 will do.</summary>
    private static bool NamesExitCode(DocumentNode? expect) => expect switch
    {
        DocumentNode.Mapping map => map.Find("exitCode") is not null,
        DocumentNode.Sequence list => list.Items.Any(NamesExitCode),
        _ => false,
    };
}
