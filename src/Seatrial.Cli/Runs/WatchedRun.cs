using System.Collections.Immutable;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;

namespace Seatrial.Cli.Runs;

/// <summary>Runs flows, and again those that a change of a file changed, until somebody stops it.</summary>
/// <param name="context">Where it was started.</param>
/// <param name="arguments">What was asked for.</param>
/// <param name="load">Reads a project's folder; null after its errors were told.</param>
internal sealed class WatchedRun(CommandContext context, RunArguments arguments, Func<CommandContext, string, LoadedProject?> load)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    public async Task<CommandResult> RunAsync()
    {
        string folder = context.PathOf(arguments.Project);
        if (!Directory.Exists(folder))
        {
            return await new LocalRun(context, arguments, load).RunAsync();
        }

        // It watches before the first run reads a file: what changes meanwhile runs next.
        using FileChanges changes = new(folder, Quiet, context.Clock);
        LoadedProject? last = load(context, arguments.Project);
        if (last is not null && await new LocalRun(context, arguments, (_, _) => last).RunAsync() is { ExitCode: ExitCode.Usage } meant)
        {
            return meant;
        }

        while (true)
        {
            context.Terminal.Write(Line.Empty);
            context.Terminal.Write(Line.Of(Tone.Soft, "  watching; Ctrl-C ends"));
            await changes.WaitAsync(context.Stop);
            if (load(context, arguments.Project) is not { } next)
            {
                continue;
            }

            ImmutableArray<string> affected = Affected(last, next, arguments);
            last = next;
            if (affected.IsEmpty)
            {
                context.Terminal.Write(Line.Of(Tone.Soft, "  changed, and no flow with it"));
                continue;
            }

            await new LocalRun(context, arguments with { Flows = new(affected, [], [], []), OnlyFailed = false }, (_, _) => next).RunAsync();
        }
    }

    /// <summary>The chosen flows that read otherwise than before: their own file changed, one that they call or name, or the project's.</summary>
    internal static ImmutableArray<string> Affected(LoadedProject? before, LoadedProject after, RunArguments arguments)
    {
        bool isProject = before is null || before.Source?.Sources.GetValueOrDefault("seatrial.yaml") != after.Source?.Sources.GetValueOrDefault("seatrial.yaml");
        Dictionary<string, string> hashes = (before?.Flows ?? []).ToDictionary(static f => f.Id, static f => f.Hash, StringComparer.Ordinal);
        return
        [
            .. after.Flows
                .Where(arguments.Flows.Chooses)
                .Where((FlowHeader f) => isProject || hashes.GetValueOrDefault(f.Id) != f.Hash)
                .Select(static f => f.Id),
        ];
    }
}
