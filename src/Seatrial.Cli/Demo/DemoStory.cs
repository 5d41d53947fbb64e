using System.Collections.Immutable;
using Seatrial.Cli.Runs;
using Seatrial.Cli.Terminal;
using Seatrial.Core.Deployments;
using Seatrial.Core.Flows;
using Seatrial.Core.Remedies;
using Seatrial.Core.Reporting;
using Seatrial.Core.Runs;

namespace Seatrial.Cli.Demo;

/// <summary>Tells the demo's story: deploys, follows what Seatrial makes of it, and says what it sees. It decides nothing.</summary>
internal sealed class DemoStory(CommandContext context, DemoArguments arguments, ShopCatalogue shop, IDemoWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    private readonly ITerminal _terminal = context.Terminal;
    private readonly RunFeed _feed = new(world.Runs, context.Clock);
    private readonly List<DemoEntry> _entries = [];
    private readonly Dictionary<string, StepRecord> _failedSteps = new(StringComparer.Ordinal);
    private RunReport? _verification;
    private int _chapter;

    /// <summary>What was seen, in order.</summary>
    public ImmutableArray<DemoEntry> Entries => [.. _entries];

    /// <summary>Plays it.</summary>
    /// <returns>What went otherwise than it should; empty when nothing did.</returns>
    public async Task<ImmutableArray<string>> PlayAsync()
    {
        using CancellationTokenSource deadline = new(Patience, context.Clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.Stop);
        try
        {
            return await PlayAsync(stop.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.Stop.IsCancellationRequested)
        {
            return [$"Nothing more happened within {ReportText.Duration(Patience)}."];
        }
    }

    /// <summary>Tells of every further deployment, whoever makes it.</summary>
    /// <param name="onRun">Called with each run when it is over.</param>
    /// <param name="cancellationToken">Ends the story.</param>
    public async Task GoOnAsync(Func<DemoEntry, Task> onRun, CancellationToken cancellationToken)
    {
        while (true)
        {
            RunRequest request = await _feed.NextAsync(AskEvery, cancellationToken);
            Deployment deployment = request.Deployment!;
            string release = deployment.Revision ?? deployment.Id;
            _verification = null;
            _failedSteps.Clear();
            Act($"Another deployment: {release}", string.Join(", ", deployment.Services.Select(ReportText.Name)));
            Say("noticed", $"by itself: run {request.RunId} begins", null);
            RunReport report = await FollowAsync(request.RunId, cancellationToken);
            _terminal.Write(Line.Empty);
            await onRun(new DemoEntry(release, report));
            if (_verification is not null)
            {
                await onRun(new DemoEntry("before", _verification));
            }
        }
    }

    private async Task<ImmutableArray<string>> PlayAsync(CancellationToken cancellationToken)
    {
        List<string?> wrong = [];
        Act("A good version", "Six services start; Seatrial hears of it and tries them out, live.");
        wrong.Add((await DeployAsync(shop.Sound("1.0.0"), cancellationToken)).WrongAsSound());
        if (arguments.IsSound)
        {
            Act("A sound upgrade", "It should pass, and nothing should be done about it.");
            wrong.Add((await DeployAsync(shop.Sound("1.1.0"), cancellationToken)).WrongAsSound());
        }
        else
        {
            ShopRelease defect = shop.Defect(arguments.Defect);
            Act("A bad version", "Its builds compile, its own tests are green, all its health checks answer. Its team says:");
            _terminal.Write(Line.Of(Tone.Soft, $"     “{defect.Why}”"));
            DemoEntry entry = await DeployAsync(defect, cancellationToken);
            wrong.Add(entry.WrongAsDefective(defect.FaultService!, arguments.Shadow));
            if (_verification is not null)
            {
                _entries.Add(new DemoEntry("1.0.0", _verification));
            }
        }

        return [.. wrong.OfType<string>()];
    }

    private async Task<DemoEntry> DeployAsync(ShopRelease release, CancellationToken cancellationToken)
    {
        long start = context.Clock.GetTimestamp();
        using (Waiting waiting = new(_terminal, context.Clock, $"deploying {release.Version}"))
        {
            await world.DeployAsync(release, cancellationToken);
        }

        Say("deployed", $"release {release.Version}", ReportText.Duration(context.Clock.GetElapsedTime(start)));
        RunRequest request = await _feed.NextAsync(cancellationToken);
        Say("noticed", $"by itself: run {request.RunId} begins", string.Join(", ", request.Deployment!.Services.Select(ReportText.Name)));
        RunReport report = await FollowAsync(request.RunId, cancellationToken);
        DemoEntry entry = new(release.Version, report);
        _entries.Add(entry);
        return entry;
    }

    private async Task<RunReport> FollowAsync(string runId, CancellationToken cancellationToken)
    {
        using RunProgress progress = new(_terminal, context.Clock, indent: 5);
        progress.Start();
        return await _feed.FollowAsync(
            runId,
            async (runEvent, state) =>
            {
                progress.OnEvent(runId, runEvent);
                await NarrateAsync(progress, state, runEvent, cancellationToken);
            },
            cancellationToken);
    }

    private async Task NarrateAsync(RunProgress progress, RunState state, RunEvent runEvent, CancellationToken cancellationToken)
    {
        string runId = state.Request!.RunId;
        switch (runEvent)
        {
            case RunEvent.DriverStarted:
                progress.OnActivity(runId, "making sure that what answers is what was deployed");
                break;
            case RunEvent.StepFinished { Step.Failure: not null } finished:
                _failedSteps[finished.FlowId] = finished.Step;
                break;
            case RunEvent.Settled { Outcome: SettleOutcome.Settled } settled:
                Say("settled", "every deployed version answers", ReportText.Duration(settled.Elapsed));
                break;
            case RunEvent.SignalsCollected collected:
                Say("signals", $"{collected.Health.Spans} spans and {collected.Health.Logs} logs from {collected.Health.Services.Length} services", ReportText.Name(collected.Health.Completeness));
                break;
            case RunEvent.VerdictReached reached:
                Say("verdict", reached.Verdict.Name.ToUpperInvariant(), reached.Verdict.Reason, ToneOf(reached));
                SaySuspects(state, reached);
                break;
            case RunEvent.RemedyDecided { Decision: { Kind: { } kind } decision }:
                string what = decision.Mode == RunMode.Shadow ? $"{ReportText.Name(kind)}, decided and not done (shadow)" : ReportText.Name(kind);
                Say("remedy", what, decision.Reason);
                break;
            case RunEvent.RemedyIntended:
                progress.OnActivity(runId, "undoing it");
                break;
            case RunEvent.RemedyEnded ended:
                Say("undone", ReportText.Name(ended.Outcome), ended.Outcome.Detail, ended.Outcome is RemedyOutcome.Applied ? Tone.Good : Tone.Bad);
                break;
            case RunEvent.VerificationRequested requested:
                Act("Did that help?", "The same flows again, on what runs now.");
                _verification = await FollowAsync(requested.ChildRunId, cancellationToken);
                break;
            default:
                break;
        }
    }

    private static Tone ToneOf(RunEvent.VerdictReached reached) => reached.Verdict switch
    {
        Core.Verdicts.Verdict.Passed => Tone.Good,
        Core.Verdicts.Verdict.Failed => Tone.Bad,
        _ => Tone.Doubt,
    };

    private void SaySuspects(RunState state, RunEvent.VerdictReached reached)
    {
        if (reached.Verdict is Core.Verdicts.Verdict.Passed)
        {
            return;
        }

        foreach (FlowJudgement flow in reached.Flows.Where(flow => flow.Failure is not null).Take(3))
        {
            string name = state.Plan.FirstOrDefault(header => header.Id == flow.FlowId)?.Name ?? flow.FlowId;
            StepRecord? step = _failedSteps.GetValueOrDefault(flow.FlowId);
            Detail($"{name} › {flow.Failure!.StepName}: ", FailureLines.Of(flow.Failure, step)[0]);
        }

        foreach (Core.Triage.Suspect suspect in state.Suspects.Take(1))
        {
            Say("suspect", $"{suspect.Service} {suspect.Version}", suspect.IsChanged ? "changed by this deployment" : "unchanged", Tone.Bad);
            foreach (string line in suspect.Evidence)
            {
                Detail("· ", line);
            }
        }
    }

    private void Act(string title, string text)
    {
        _chapter++;
        _terminal.Write(Line.Empty);
        _terminal.Write(Line.Of(Tone.Link, $"  {_chapter}  ").Strong(title));
        _terminal.Write(Line.Of(Tone.Soft, $"     {text}"));
    }

    private void Say(string word, string text, string? detail, Tone tone = Tone.Plain) =>
        _terminal.Write(Line.Of(Tone.Soft, $"     {word,-10}").Add(tone, text).Soft(detail is null ? null : $"  {detail}"));

    private void Detail(string soft, string text) => _terminal.Write(Line.Of(Tone.Soft, $"     {"",-10}{soft}").Plain(text));
}
