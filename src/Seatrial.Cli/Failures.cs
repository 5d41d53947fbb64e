using System.Globalization;
using Seatrial.Cli.Terminal;
using Seatrial.Core;
using Seatrial.Project.Secrets;

namespace Seatrial.Cli;

/// <summary>The one place where an exception becomes words and an exit code.</summary>
internal static class Failures
{
    public static CommandResult Tell(Exception exception, CommandContext context)
    {
        switch (exception)
        {
            case OperationCanceledException when context.Stop.IsCancellationRequested:
                context.Terminal.Write(Line.Of(Tone.Doubt, "Cancelled."));
                return CommandResult.Cancelled;
            case SeatrialException expected:
                context.TellError(expected.Message);
                KeepInProject(exception, context);
                return new CommandResult(CodeOf(expected));
            case IOException or UnauthorizedAccessException:
                context.TellError(exception.Message);
                KeepInProject(exception, context);
                return CommandResult.Invalid;
            default:
                context.Errors.Write(Line.Of(Tone.Bad, "Seatrial itself failed: ").Plain(exception.Message));
                string? log = Keep(exception, context);
                context.Errors.Write(Line.Of(Tone.Soft, log is null ? "No log could be written." : $"The details are in {log}; please report them."));
                return new CommandResult(ExitCode.Inconclusive);
        }
    }

    /// <summary>What was typed cannot be meant; what is configured cannot be used; or it may go well another time.</summary>
    private static ExitCode CodeOf(SeatrialException expected) => expected.Code switch
    {
        "environment-unknown" or "environment-not-processes" or "demo-no-defect" or "seed-address" => ExitCode.Usage,
        "server-cannot-listen" or "server-already-running" => ExitCode.Invalid,
        _ => expected.IsTransient ? ExitCode.Inconclusive : ExitCode.Invalid,
    };

    private static void KeepInProject(Exception exception, CommandContext context)
    {
        if (IsProject(context.Folder))
        {
            Keep(exception, context);
        }
    }

    private static bool IsProject(string folder) => File.Exists(Path.Combine(folder, "seatrial.yaml"));

    /// <summary>Keeps the full account: under <c>.seatrial/logs</c> of a project, and never in a folder that is none.</summary>
    private static string? Keep(Exception exception, CommandContext context)
    {
        try
        {
            string folder = IsProject(context.Folder)
                ? Path.Combine(context.Folder, ".seatrial", "logs")
                : Path.Combine(Path.GetTempPath(), "seatrial-logs");
            OwnerOnly.MakeFolder(folder);
            DateTimeOffset now = context.Clock.GetUtcNow();
            string file = Path.Combine(folder, $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}.log");
            using StreamWriter writer = new(OwnerOnly.Open(file, FileMode.Append, FileAccess.Write, FileShare.Read));
            writer.Write($"{now:O} {exception}\n");
            return file;
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
