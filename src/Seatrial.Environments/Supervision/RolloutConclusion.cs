using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Seatrial.Environments.Supervision;

/// <summary>Decides the outcome of a roll-out, once, and tells it: to whoever asks by its key, and to Seatrial.</summary>
internal sealed partial class RolloutConclusion(
    StateStore store,
    StatePaths paths,
    WebhookOutbox outbox,
    SupervisorOptions options,
    ILogger logger)
{
    /// <summary>Writes the outcome and everything that follows from it in one go.</summary>
    public Task DecideAsync(CancellationToken cancellationToken) => store.ChangeAsync(Decide, cancellationToken);

    /// <summary>Tells a decided outcome. May be done again: the files' names follow from the key.</summary>
    public async Task TellAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        OperationReport outcome = rollout.Outcome!;
        if (outcome.Progress == OperationProgress.Succeeded && !rollout.Changes.IsEmpty && store.Current.Webhook is not null)
        {
            outbox.Add(rollout.Key, Body(rollout, outcome));
        }

        Keep(outcome);
        await store.ChangeAsync(state => state with { Rollout = null }, cancellationToken);
        LogEnded(logger, outcome.Kind, outcome.Key, outcome.Progress, outcome.Detail);
    }

    /// <summary>Keeps what became of an operation.</summary>
    public void Keep(OperationReport report) =>
        PrivateFiles.Write(paths.Operation(report.Key), report, SupervisionJson.Default.OperationReport);

    /// <summary>What became of an operation; null when it was never asked for.</summary>
    public OperationReport? Find(string key)
    {
        if (PrivateFiles.Read(paths.Operation(key), SupervisionJson.Default.OperationReport) is { } ended)
        {
            return ended;
        }

        return store.Current.Rollout is { } rollout && rollout.Key == key ? UnderWay(rollout) : null;
    }

    public static OperationReport UnderWay(Rollout rollout) => new(
        rollout.Key,
        rollout.Kind,
        OperationProgress.UnderWay,
        rollout.Release,
        rollout.Changes,
        rollout.Phase switch
        {
            RolloutPhase.Forward => "services are being rolled",
            RolloutPhase.Undo => "it failed and is being undone",
            _ => "it is ending",
        },
        rollout.RequestedAt);

    private SupervisorState Decide(SupervisorState state)
    {
        Rollout rollout = state.Rollout!;
        bool succeeded = rollout.Failures.IsEmpty;
        string versions = string.Join(", ", rollout.Changes.Select(c => $"{c.Name} {c.PreviousVersion ?? "new"} → {c.Version}"));
        var outcome = new OperationReport(
            rollout.Key,
            rollout.Kind,
            succeeded ? OperationProgress.Succeeded : OperationProgress.Failed,
            rollout.Release,
            rollout.Changes,
            succeeded ? (versions.Length == 0 ? "nothing changed" : versions) : string.Join("\n", rollout.Failures),
            options.TimeProvider.GetUtcNow());
        SupervisorState next = state with
        {
            Rollout = rollout with { Phase = RolloutPhase.Concluding, Outcome = outcome },
        };
        return succeeded
            ? next with
            {
                Release = rollout.Release,
                ReplacedRelease = rollout.Kind == OperationKind.Deploy ? state.Release : null,
                History = state.HistoryAfter(rollout),
            }
            : next;
    }

    private static byte[] Body(Rollout rollout, OperationReport outcome) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookBody(
            rollout.Kind == OperationKind.Rollback ? "remedy:" + rollout.Key : rollout.Key,
            rollout.Changes,
            rollout.Release,
            rollout.Actor,
            rollout.Url,
            outcome.At),
        SupervisionJson.Default.WebhookBody);

    [LoggerMessage(LogLevel.Information, "{Kind} {Key} {Progress}: {Detail}")]
    private static partial void LogEnded(
        ILogger logger, OperationKind kind, string key, OperationProgress progress, string detail);
}
