using System.Collections.Immutable;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Environments;
using Seatrial.Core.Flows;
using Seatrial.Core.Journal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Scheduling;

namespace Seatrial.Cli.Runs;

/// <summary>Narrows the flows that were chosen by what the journal knows: those that failed, or one part of several.</summary>
/// <param name="context">Where it is told.</param>
/// <param name="arguments">What was asked for.</param>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
internal sealed class FlowSelection(CommandContext context, RunArguments arguments, LoadedProject project, string environment)
{
    private const int MostRunsRead = 200;

    /// <summary>The flows to run; empty means all, null that there is nothing to do, which was told.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="chosen">The flows chosen by name; empty means all.</param>
    public async Task<ImmutableArray<string>?> NarrowAsync(IJournal journal, ImmutableArray<string> chosen)
    {
        if (arguments.OnlyFailed)
        {
            ImmutableArray<string>? failed = await FailedAsync(journal);
            if (failed is null)
            {
                return null;
            }

            chosen = chosen.IsEmpty ? failed.Value : [.. chosen.Intersect(failed.Value, StringComparer.Ordinal)];
            if (chosen.IsEmpty)
            {
                context.Terminal.Write(Line.Of("  Of the flows chosen, none failed the last time."));
                return null;
            }
        }

        if (arguments.Shard is not { } shard)
        {
            return chosen;
        }

        using EnvironmentLedger ledger = new(journal, project.Name, environment);
        EnvironmentState past = await ledger.ReadAsync(context.Stop);
        FlowHeader[] flows = [.. project.Flows.Where(f => chosen.IsEmpty || chosen.Contains(f.Id, StringComparer.Ordinal))];
        ImmutableArray<string> part = FlowShards.Split(flows, past.PastDurations(), shard.Count)[shard.Number - 1];
        context.Terminal.Write(Line.Of(Tone.Soft, $"  part {shard.Number} of {shard.Count}: {part.Length} of {ProjectValidation.Count(flows.Length, "flow")}"));
        return part.IsEmpty ? null : part;
    }

    /// <summary>What did not pass in the last run that reached an end; null when there is nothing, which was told.</summary>
    private async Task<ImmutableArray<string>?> FailedAsync(IJournal journal)
    {
        foreach (RunListing run in await journal.ListRunsAsync(project.Name, onlyOpen: false, MostRunsRead, context.Stop))
        {
            if (await RunReports.ReadAsync(journal, run.Project, run.RunId, context.Stop) is { State.Ending: not null, Flows.IsEmpty: false } report && report.Request.Environment == environment)
            {
                ImmutableArray<string> failed =
                [
                    .. report.Flows.Where(static f => f.Outcome is FlowOutcome.Failed or FlowOutcome.Inconclusive || f.IsFlaky).Select(static f => f.Header.Id)
                        .Where(id => project.Flows.Any(f => f.Id == id)),
                ];
                context.Terminal.Write(Line.Of(Tone.Soft, failed.IsEmpty ? $"  Nothing failed in {report.Request.RunId}, the last run in {environment}." : $"  {ProjectValidation.Count(failed.Length, "flow")} of {report.Request.RunId} did not pass"));
                return failed.IsEmpty ? null : failed;
            }
        }

        context.Terminal.Write(Line.Of($"  Nothing ran in {environment} yet, so nothing failed."));
        return null;
    }
}
