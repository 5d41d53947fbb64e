using System.Buffers;
using System.ComponentModel;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Exec;

/// <summary>Runs a command and reads what it says.</summary>
internal sealed class ExecAction(ExecPlan plan, bool isAllowed, TimeProvider time) : IRequestAction
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\r\n'\"\\$`*?;&|<>(){}[]!#~");

    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line(string.Join(' ', plan.Command.Select(static part => part.Source)));

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } =
        [.. plan.Command.Concat(plan.Environment.Select(static e => e.Value)).Concat(plan.Stdin is { } stdin ? [stdin] : []).SelectMany(static v => v.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!isAllowed)
        {
            throw Wrong("commands are not allowed here: whoever may write the project could run anything. Run the flow from the command line");
        }

        FlowValue[] parts = [.. plan.Command.Select(part => part.Evaluate(context.Scope))];
        ExecCommand command = Command(context, parts);
        StepExchange sent = new("exec", Shown.Message(Line(parts), [], plan.Stdin is null ? null : Encoding.UTF8.GetString(command.Stdin)), null, null, null);
        ResultFiles? files = plan.Results is { Where: not ResultsPlan.Output } results ? ResultFiles.Before(command.Folder, results.Where) : null;
        using ExecProcess process = Start(command);
        ExecResult result = await process.RunAsync(cancellationToken);
        if (result.ExitCode is { } exitCode)
        {
            return new ExecAnswer(sent, result, exitCode, plan.AsksForExitCode, plan.Results is { } read ? TestResults.Read(read.Format, files, result.Stdout) : null);
        }

        throw new StepTransportException(TransportFault.Timeout, true, "the command was ended", sent with { Response = ExecAnswer.Said(result) })
        {
            Unfinished = result.WasKilled ? "the command still ran, and did not end when asked to, so it was killed," : "the command still ran, and was ended,",
        };
    }

    private ExecCommand Command(StepContext context, FlowValue[] parts)
    {
        string folder = plan.Folder is { } below ? Path.Combine(plan.Root, below) : plan.Root;
        if (!Directory.Exists(folder) || ResultFiles.LeavesFolder(plan.Root, folder))
        {
            throw Wrong($"there is no folder {plan.Folder ?? folder} in the project to run it in");
        }

        string[] arguments = plan.IsShell ? ["sh", "-c", parts[0].ToText()] : [.. parts.Select(static part => part.ToText())];
        if (Array.Exists(arguments, static argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw Wrong("an argument holds a NUL character, which no program can be given");
        }

        string mark = Guid.NewGuid().ToString("N");
        return new(
            ProgramPath.Find(arguments[0], folder) ?? throw Wrong($"there is no program `{arguments[0]}` {(arguments[0].Contains('/', StringComparison.Ordinal) ? $"in {plan.Folder ?? "the project's folder"}" : "in PATH")} that can be executed"),
            arguments[1..],
            folder,
            [.. plan.Environment.Select(e => KeyValuePair.Create(e.Key, e.Value.Evaluate(context.Scope).ToText())), .. ExecIdentity.Of(context, mark)],
            plan.Stdin is { } stdin ? Encoding.UTF8.GetBytes(stdin.Evaluate(context.Scope).ToText()) : [],
            plan.Grace,
            mark);
    }

    private ExecProcess Start(ExecCommand command)
    {
        try
        {
            return ExecProcess.Start(command, time);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or ArgumentException)
        {
            throw Wrong($"the command cannot be started: {exception.Message}");
        }
    }

    private FlowExpressionException Wrong(string message) => new(plan.Command[0].Span, message);

    /// <summary>The command as one could type it; what is secret in it does not show, however it is quoted.</summary>
    private string Line(FlowValue[] parts) => plan.IsShell
        ? Shown.Line($"sh -c {parts[0].ToText().Trim().ReplaceLineEndings("; ")}")
        : string.Join(' ', parts.Select(static part => part.IsSecret ? "***" : Quoted(part.ToText())));

    private static string Quoted(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAny(Special)
            ? argument
            : $"'{argument.ReplaceLineEndings(" ").Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
