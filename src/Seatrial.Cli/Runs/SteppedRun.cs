using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Flows;
using Seatrial.Core.Runs;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Cli.Runs;

/// <summary>A run of one flow that somebody goes through step by step: in the journal like any other, so that what it makes is removed even if it is killed.</summary>
/// <param name="context">Where it was started.</param>
/// <param name="arguments">The project, the environment, the journal.</param>
/// <param name="flowId">The flow.</param>
internal sealed class SteppedRun(CommandContext context, RunArguments arguments, string flowId)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public async Task<CommandResult> RunAsync()
    {
        StepPrompt prompt = new(context.Terminal, context.Input, flowId);
        if (ProjectFolder.Load(context, arguments.Project, prompt) is not { } loaded)
        {
            return CommandResult.Invalid;
        }

        if (EnvironmentChoice.Choose(context, loaded.Name, loaded.Environments, arguments.Environment) is not { } environment)
        {
            return CommandResult.Usage;
        }

        if (!loaded.Source!.Project!.Flows.TryGetValue(flowId, out FlowPlan? flow))
        {
            string hint = Nearest.To(flowId, loaded.Flows.Select(static f => f.Id)) is { } near ? $" Did you mean {near}?" : $" There are: {string.Join(", ", loaded.Flows.Take(20).Select(static f => f.Id))}.";
            context.TellError($"There is no flow {flowId}.{hint}");
            return CommandResult.Usage;
        }

        // Alone, and compared with no other run: how long somebody thinks says nothing of the product.
        FlowPlan alone = flow with { Header = flow.Header with { Hash = $"{flow.Header.Hash}{FlowHeader.PartSign}repl", Needs = [] } };
        LoadedProject project = loaded.Reopen!(loaded.Source.Project with { Flows = loaded.Source.Project.Flows.SetItem(flowId, alone) });
        string file = arguments.Journal is null ? JournalFile.Of(project.Folder) : context.PathOf(arguments.Journal);
        await using SqliteJournal journal = SqliteJournal.Open(file, context.Clock);
        return await DriveAsync(journal, project, environment, prompt);
    }

    private async Task<CommandResult> DriveAsync(SqliteJournal journal, LoadedProject project, string environment, StepPrompt prompt)
    {
        RunDriver driver = new(journal, project.Setups, new NoTelemetry(), context.Clock, new RunDriverOptions { Owner = RunOwner.Current(), LeaseDuration = Lease, OpenAttempts = 1 });
        RunRequest request = new(project.Name, project.Hash, environment, RunIds.New(context.Clock.GetUtcNow(), Guid.NewGuid()), RunTrigger.OnDemand) { FlowIds = [flowId] };
        context.Terminal.Write(Line.Of(Tone.Strong, $"  {flowId}").Plain($" in {environment}").Soft($"  {request.RunId}  {StepPrompt.Commands}"));
        using RunEndSignal endings = new();
        await using CancellationTokenRegistration stop = context.Stop.Register(() => endings.Ask(RunEnding.Cancelled, "It was stopped from outside."));
        RunState state = await driver.DriveAsync(request, endings, CancellationToken.None);
        foreach (CleanupState cleanup in state.Cleanups.Values.OrderByDescending(static c => c.Order))
        {
            bool isDone = cleanup.Result?.Outcome is CleanupOutcome.Done or CleanupOutcome.NotNeeded;
            context.Terminal.Write(Line.Of(isDone ? Tone.Good : Tone.Bad, isDone ? "  cleaned " : "  left ").Plain(cleanup.Registration.Summary).Soft($"  {cleanup.Result?.Detail}"));
        }

        return state.Ending == RunEnding.Cancelled ? CommandResult.Cancelled
            : state.CleanupsLeft > 0 || (state.Cleanups.IsEmpty && state.Flows.IsEmpty) ? new CommandResult(ExitCode.Inconclusive)
            : prompt.HasFailed ? CommandResult.Failed
            : CommandResult.Passed;
    }
}
