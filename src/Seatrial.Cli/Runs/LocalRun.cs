using System.Collections.Immutable;
using Seatrial.Cli.Projects;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;
using Seatrial.Project.Loading;
using Seatrial.Storage.Sqlite;

namespace Seatrial.Cli.Runs;

/// <summary>A run in this process: its own journal, its own driver, no server.</summary>
/// <param name="context">Where it was started.</param>
/// <param name="arguments">What was asked for.</param>
/// <param name="load">Reads a project's folder; null after its errors were told.</param>
internal sealed class LocalRun(CommandContext context, RunArguments arguments, Func<CommandContext, string, LoadedProject?> load)
{
    /// <summary>How long a killed run keeps others from sweeping it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private const long MuchMemory = 32_000_000;

    public async Task<CommandResult> RunAsync()
    {
        LoadedProject? project = load(context, arguments.Project);
        if (project is null)
        {
            return CommandResult.Invalid;
        }

        if (EnvironmentChoice.Choose(context, project.Name, project.Environments, arguments.Environment) is not { } environment)
        {
            return CommandResult.Usage;
        }

        ProfileModel? profile = null;
        if (project.Source?.Project is { } model && !ProfileChoice.TryChoose(context, model.Environments[environment], arguments.Profile, out profile))
        {
            return CommandResult.Usage;
        }

        if (profile is not null)
        {
            project = project.Reopen!(ProfileChoice.Apply(project.Source!.Project!, environment, profile));
        }

        if (project.Flows.IsEmpty)
        {
            ImmutableArray<string> lines = FlowSearch.Explain(project.Name, project.Folder);
            context.TellError(lines[0]);
            lines[1..].ToList().ForEach(line => context.Errors.Write(Line.Of(line)));
            return CommandResult.Invalid;
        }

        if (ChosenFlows(project, profile?.Flows ?? FlowFilter.All) is not { } chosen || !ReportTargets.Check(context, arguments.Targets))
        {
            return CommandResult.Usage;
        }

        string file = arguments.Journal is null ? JournalFile.Of(project.Folder) : context.PathOf(arguments.Journal);
        await using SqliteJournal journal = SqliteJournal.Open(file, context.Clock);
        if (await new FlowSelection(context, arguments, project, environment).NarrowAsync(journal, chosen) is not { } flows)
        {
            return CommandResult.Passed;
        }

        if (!arguments.Steps.IsAll)
        {
            project = CutSteps(project, flows);
        }

        return project is null ? CommandResult.Usage : await RunAsync(journal, project, environment, flows);
    }

    private async Task<CommandResult> RunAsync(SqliteJournal journal, LoadedProject project, string environment, ImmutableArray<string> flows)
    {
        FlakeTable flakes = new();
        ExitCode worst = ExitCode.Passed;
        for (int number = 1; number <= arguments.Repeat; number++)
        {
            RunRequest request = new(project.Name, project.Hash, environment, RunIds.New(context.Clock.GetUtcNow(), Guid.NewGuid()), RunTrigger.OnDemand)
            {
                FlowIds = flows,
            };
            RunReport report = await DriveAsync(journal, project, request);
            GiveBack();
            BlobReader blobs = RunReports.Blobs(journal, project.Name, request.RunId);
            if (arguments.Curl || arguments.Verbose)
            {
                await new WireLog(context.Terminal, blobs) { IsCurl = arguments.Curl, IsVerbose = arguments.Verbose }.WriteAsync(report);
            }

            await new VerdictBlock(context.Terminal, blobs) { Again = RunAgain.Beginning(context, arguments.Project) }.WriteAsync(report);
            flakes.Add(report);
            ExitCode code = (ExitCode)(report.State.ExitCode ?? (int)ExitCode.Inconclusive);
            worst = worst == ExitCode.Passed ? code : worst;
            bool isLast = number == arguments.Repeat || context.Stop.IsCancellationRequested;
            if (isLast)
            {
                await new ReportFiles(context, report, blobs).WriteAsync(arguments.Targets);
                break;
            }
        }

        if (arguments.Repeat > 1)
        {
            flakes.Write(context.Terminal);
        }

        // A flow that failed and then passed is what somebody hunts who repeats.
        return new CommandResult(worst == ExitCode.Passed && arguments.Repeat > 1 && flakes.AnyFailed ? ExitCode.Failed : worst);
    }

    /// <summary>The project with the steps of its one chosen flow cut; null after it was told what cannot be meant.</summary>
    private LoadedProject? CutSteps(LoadedProject project, ImmutableArray<string> flows)
    {
        string? error = null;
        if ((flows.IsEmpty ? [.. project.Flows.Select(static f => f.Id)] : flows) is not [var flow])
        {
            error = "--from, --to and --set are about the steps of one flow: name it with --flow.";
        }
        else if (arguments.Steps.Cut(project.Source!.Project!, flow, out error) is { } cut)
        {
            return project.Reopen!(cut);
        }

        context.TellError(error!);
        return null;
    }

    /// <summary>
    /// What a large run leaves when it ends would only be collected once the reports have taken as much again: the collector
    /// does not know that a stage is over.
    /// </summary>
    private static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > MuchMemory)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeMemory.GiveBack();
        }
    }

    private async Task<RunReport> DriveAsync(SqliteJournal journal, LoadedProject project, RunRequest request)
    {
        RunDriverOptions options = new() { Owner = RunOwner.Current(), LeaseDuration = Lease, Parallel = arguments.Parallel, OpenAttempts = 1 };
        await using RunTelemetry telemetry = await RunTelemetry.OpenAsync(context, arguments, project, request.Environment);
        RunDriver sweeper = new(journal, project.Setups, new NoTelemetry(), context.Clock, options);
        await new RunSweep(journal, context.Terminal, Lease).SweepAsync(project.Name, sweeper, context.Stop);

        context.Terminal.Write(Line.Of(Tone.Strong, $"  {project.Name}").Plain($" in {request.Environment}{(arguments.Profile is { } profile ? $", profile {profile}" : string.Empty)}").Soft($"  {request.RunId}"));
        context.Terminal.Write(Line.Empty);
        using RunProgress progress = new(context.Terminal, context.Clock);
        using RunEndSignal endings = new();
        await using CancellationTokenRegistration stop = context.Stop.Register(() =>
        {
            endings.Ask(RunEnding.Cancelled, "It was stopped from outside.");
            context.Terminal.Write(Line.Of(Tone.Doubt, "  Stopping: what was made is being removed. Once more ends at once."));
        });
        progress.Start();
        RunReportRecorder recorder = new(request.RunId, progress);
        RunDriver driver = new(journal, project.Setups, telemetry.Signals, context.Clock, options, recorder);
        RunState state = await driver.DriveAsync(request, endings, CancellationToken.None);
        return recorder.Build(state, journal)
            ?? await RunReports.ReadAsync(journal, project.Name, request.RunId, CancellationToken.None)
            ?? throw new InvalidOperationException($"The journal lost run {request.RunId}.");
    }

    private ImmutableArray<string>? ChosenFlows(LoadedProject project, FlowFilter ofProfile)
    {
        if (arguments.Flows.IsAll && ofProfile.IsAll)
        {
            return ImmutableArray<string>.Empty;
        }

        ImmutableArray<string> chosen = [.. project.Flows.Where(f => arguments.Flows.Chooses(f) && ofProfile.Chooses(f)).Select(static f => f.Id)];
        if (chosen.IsEmpty)
        {
            string[] tags = [.. project.Flows.SelectMany(static f => f.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            string tagged = tags.Length == 0 ? string.Empty : $" Tags: {string.Join(", ", tags)}.";
            context.TellError($"No flow matches. There are: {string.Join(", ", project.Flows.Take(20).Select(static f => f.Id))}.{tagged}");
            return null;
        }

        return chosen;
    }
}
