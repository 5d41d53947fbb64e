using System.Collections.Immutable;
using Seatrial.Core.Deployments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.Core.Environments;

/// <summary>The queue of one environment: accepts deployments and drives their runs, one at a time.</summary>
/// <remarks>Plain class: a host only calls it. Accepting needs no lease; driving does, so that one process in the world drives.</remarks>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
/// <param name="journal">The journal.</param>
/// <param name="setups">Opens project snapshots.</param>
/// <param name="driver">Drives runs.</param>
/// <param name="options">The driver's options: who drives, and for how long a lease lasts.</param>
/// <param name="clock">The clock.</param>
public sealed class EnvironmentQueue(
    string project,
    string environment,
    IJournal journal,
    IRunSetupSource setups,
    RunDriver driver,
    RunDriverOptions options,
    TimeProvider clock) : IDisposable
{
    /// <summary>How deployments that a remedy itself causes begin their id; what follows is the remedy's key.</summary>
    public const string RemedyIdPrefix = "remedy:";

    private static readonly TimeSpan LookForNews = TimeSpan.FromSeconds(1);

    private readonly EnvironmentLedger _ledger = new(journal, project, environment);
    private readonly SemaphoreSlim _news = new(0, 1);

    /// <summary>Accepts a deployment. On disk when this returns; nothing accepted is ever lost.</summary>
    /// <param name="deployment">What landed.</param>
    /// <param name="cancellationToken">Cancels before it is stored.</param>
    public async Task<Acceptance> AcceptAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        string hash = await setups.CurrentHashAsync(project, cancellationToken);
        string runId = RunIds.New(clock.GetUtcNow(), Guid.NewGuid());
        Acceptance? acceptance = null;
        await _ledger.AppendAsync(
            state =>
            {
                (acceptance, EnvironmentEvent? accepted) = Decide(state, deployment, runId, hash);
                return accepted is null ? [] : [accepted];
            },
            cancellationToken);
        Wake();
        return acceptance!;
    }

    /// <summary>The environment as it stands now.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<EnvironmentState> ReadAsync(CancellationToken cancellationToken) => _ledger.ReadAsync(cancellationToken);

    /// <summary>Drives the environment's runs, first what an earlier process left unfinished, until cancelled.</summary>
    /// <param name="cancellationToken">Stops driving; what runs stays as it is and is resumed later.</param>
    /// <exception cref="OperationCanceledException">Always, once cancelled.</exception>
    /// <exception cref="SeatrialException">The journal failed; the host calls again after a while.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        StreamId id = StreamId.Environment(project, environment);
        await using LeaseKeeper keeper = await LeaseKeeper.AcquireAsync(journal, id, options, clock, cancellationToken);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, keeper.Lost);
        while (true)
        {
            EnvironmentState state = await StartNextAsync(stop.Token);
            if (state.Active is { } active)
            {
                await DriveAsync(active, stop.Token);
            }
            else
            {
                await WaitForNewsAsync(stop.Token);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ledger.Dispose();
        _news.Dispose();
    }

    private static (Acceptance Acceptance, EnvironmentEvent? Event) Decide(
        EnvironmentState state,
        Deployment deployment,
        string runId,
        string hash,
        DateTimeOffset now)
    {
        if (state.Deliveries.TryGetValue(EnvironmentState.DeliveryKey(deployment), out string? first))
        {
            return (new(first, IsNew: false, IsAttached: false), null);
        }

        EnvironmentEvent.RemedySpent? remedy = deployment.Id.StartsWith(RemedyIdPrefix, StringComparison.Ordinal)
            ? state.Spendings.FindLast(s => deployment.Id.AsSpan(RemedyIdPrefix.Length).SequenceEqual(s.Key))
            : null;
        return remedy is null
            ? (new(runId, IsNew: true, IsAttached: false), new EnvironmentEvent.DeploymentAccepted(deployment, runId, hash) { At = now })
            : (new(remedy.RunId, IsNew: true, IsAttached: true), new EnvironmentEvent.DeploymentAttached(deployment, remedy.RunId, "it is the remedy's own") { At = now });
    }

    private (Acceptance Acceptance, EnvironmentEvent? Event) Decide(EnvironmentState state, Deployment deployment, string runId, string hash) =>
        Decide(state, deployment, runId, hash, clock.GetUtcNow());

    /// <summary>Gives the free environment to the next run in the queue.</summary>
    private async Task<EnvironmentState> StartNextAsync(CancellationToken cancellationToken)
    {
        EnvironmentState state = await _ledger.ReadAsync(cancellationToken);
        if (state.Active is not null || state.Queue.IsEmpty)
        {
            return state;
        }

        NewDeployment policy = await PolicyAsync(state.Queue[^1].ProjectHash, cancellationToken);
        return await _ledger.AppendAsync(
            current =>
            {
                if (current.Active is not null || current.Queue.IsEmpty)
                {
                    return [];
                }

                DateTimeOffset now = clock.GetUtcNow();
                var next = policy == NewDeployment.Queue ? current.Queue[0] : current.Queue[^1];
                return
                [
                    .. policy == NewDeployment.Queue ? [] : current.Queue.Where(q => q != next).Select(q => new EnvironmentEvent.RunDropped(q.RunId, next.RunId) { At = now }),
                    new EnvironmentEvent.RunStarted(next.RunId) { At = now },
                ];
            },
            cancellationToken);
    }

    private async Task<NewDeployment> PolicyAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            return (await setups.OpenAsync(project, hash, environment, cancellationToken)).Policy.OnNewDeployment;
        }
        catch (SeatrialException)
        {
            // The run itself will say what is wrong with its snapshot; until then every deployment gets its own.
            return NewDeployment.Queue;
        }
    }

    private async Task DriveAsync(EnvironmentEvent.DeploymentAccepted active, CancellationToken stop)
    {
        EnvironmentState state = await _ledger.ReadAsync(stop);
        RunRequest request = new(project, active.ProjectHash, environment, active.RunId, RunTrigger.Deployment)
        {
            Deployment = active.Deployment,
            Before = Known(state, active.Deployment),
        };
        using RunEndSignal endings = new();
        using CancellationTokenSource watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task watch = WatchAsync(active, endings, watching.Token);
        try
        {
            await driver.DriveAsync(request, endings, stop);
        }
        finally
        {
            watching.CancelNow();
            await watch;
        }
    }

    /// <summary>The versions of the deployed services before it, from what finished runs attested.</summary>
    private static VersionSet Known(EnvironmentState state, Deployment deployment)
    {
        ImmutableSortedDictionary<string, string> attested =
            state.Finished.FindLast(f => !f.Versions.Versions.IsEmpty)?.Versions.Versions ?? ImmutableSortedDictionary<string, string>.Empty;
        return VersionSet.From(attested.Where(pair => deployment.Services.All(s => s.Name != pair.Key || s.Version != pair.Value)));
    }

    /// <summary>Ends the present run when a newer deployment lands and the policy says so.</summary>
    private async Task WatchAsync(EnvironmentEvent.DeploymentAccepted active, RunEndSignal endings, CancellationToken cancellationToken)
    {
        try
        {
            NewDeployment policy = await PolicyAsync(active.ProjectHash, cancellationToken);
            while (policy == NewDeployment.Supersede)
            {
                EnvironmentState state = await _ledger.ReadAsync(cancellationToken);
                if (!state.Queue.IsEmpty)
                {
                    endings.Ask(RunEnding.Superseded, $"deployment {state.Queue[^1].Deployment.Id} took its place ({state.Queue[^1].RunId})");
                    return;
                }

                await WaitForNewsAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody was told already and has not looked yet.
        }
    }

    /// <summary>Waits until this process accepted something, or for a while: another process may have.</summary>
    private async Task WaitForNewsAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task news = _news.WaitAsync(enough.Token);
        Task pause = Task.Delay(LookForNews, clock, enough.Token);
        await Task.WhenAny(news, pause);
        enough.CancelNow();
        try
        {
            await Task.WhenAll(news, pause);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // One of the two waits was enough.
        }
    }
}
