using Seatrial.Core;
using Seatrial.Core.Deployments;
using Seatrial.Core.Remedies;
using Seatrial.Environments.Supervision;

namespace Seatrial.Environments.Processes;

/// <summary>Brings replaced versions back in a process environment. Exactly once: the supervisor remembers every key.</summary>
/// <param name="environment">The environment.</param>
public sealed class ProcessRollback(ProcessEnvironment environment) : IRemedy
{
    /// <inheritdoc/>
    public string Adapter => "process";

    /// <inheritdoc/>
    public RemedyKind Kind => RemedyKind.Rollback;

    /// <inheritdoc/>
    public bool IsExactlyOnce => true;

    /// <inheritdoc/>
    public TimeSpan Timeout => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<RemedyObservation> ObserveAsync(RemedyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            // What a supervisor left under way goes on only while one runs.
            await environment.EnsureSupervisorAsync(cancellationToken);
            return await environment.FindOperationAsync(request.Key, cancellationToken) switch
            {
                null => RemedyObservation.NotStarted,
                { Progress: OperationProgress.UnderWay } => RemedyObservation.UnderWay,
                _ => RemedyObservation.Ended,
            };
        }
        catch (SeatrialException)
        {
            return RemedyObservation.Unknown;
        }
    }

    /// <inheritdoc/>
    public async Task<RemedyOutcome> ApplyAsync(RemedyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            await environment.EnsureSupervisorAsync(cancellationToken);
            OperationReport? report = await environment.RollBackAsync(
                request.Key, request.Deployment.Services, request.Reason, cancellationToken);
            return report switch
            {
                null => new RemedyOutcome.Refused("another deployment is under way; what runs is changing"),
                { Progress: OperationProgress.Succeeded } => new RemedyOutcome.Applied(RunningAfter(report), report.Detail),
                { Progress: OperationProgress.Refused } => new RemedyOutcome.Refused(report.Detail),
                _ => new RemedyOutcome.Failed(report.Detail),
            };
        }
        catch (SeatrialException error) when (!error.IsTransient)
        {
            // What may go well the next time is thrown on: the supervisor remembers the key, so it can be asked again.
            return new RemedyOutcome.Failed(error.Message);
        }
    }

    // The same id as in the webhook that the supervisor sends of it.
    private static Deployment RunningAfter(OperationReport report) =>
        new("remedy:" + report.Key, "process", report.Changes, report.At) { Revision = report.Release, Actor = "seatrial" };
}
