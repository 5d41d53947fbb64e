using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Authentication;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Cleaning;

/// <summary>Carries out one cleanup, under a deadline of its own.</summary>
internal sealed class CleanupExecution(AttemptContext attempt, FlowFrame frame, StepPlan plan, string? auth)
{
    private readonly StepTries _tries = new(attempt, frame, plan);

    public async Task<CleanupResult> RunAsync(CancellationToken cancellationToken)
    {
        using DeadlineScope deadline = DeadlineScope.Root(
            "the cleanup's within",
            plan.Within ?? attempt.Options.CleanupWithin,
            attempt.Time,
            cancellationToken);
        try
        {
            return MissingName() is not { } missing
                ? await ActAsync(deadline)
                : plan.Find is not { } find
                    ? InDoubt($"'{missing}' is not known, so what the step may have made cannot be named")
                    : await FoundRemoval().RunAsync(find, deadline, cancellationToken);
        }
        catch (FlowExpressionException exception)
        {
            return exception.MissingName is null ? Failed($"{exception.Message} ({exception.Span})") : InDoubt(exception.Message);
        }
        catch (Exception exception) when (exception is OperationCanceledException or StepTransportException && deadline.Token.IsCancellationRequested)
        {
            return Failed($"{plan.Action.Summary}: not done before {deadline.Describe()} passed");
        }
        catch (Exception exception) when (exception is StepTransportException or AuthenticationFailedException)
        {
            return Failed($"{plan.Action.Summary}: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // One cleanup's defect must not keep the others from running.
            return Failed($"{plan.Action.Summary}: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private FoundRemoval FoundRemoval() => new(attempt, frame, plan, auth);

    private async Task<CleanupResult> ActAsync(DeadlineScope deadline)
    {
        FlowScope scope = attempt.Scope(frame, plan.Index);
        if (plan.When?.Evaluate(scope).Json.ValueKind is JsonValueKind.False or JsonValueKind.Null)
        {
            return new CleanupResult(CleanupOutcome.NotNeeded, "its 'when' was false");
        }

        if (auth is not null)
        {
            _tries.Authorization = await attempt.Authorizer.AuthorizeAsync(
                auth,
                scope,
                attempt.Identity(frame, plan),
                frame.Trace(plan),
                deadline.Token);
        }

        if (plan.Until is { } until)
        {
            await _tries.PollAsync(until, deadline);
        }
        else
        {
            await _tries.ActAsync(deadline);
        }

        return Judge(_tries.Answer!);
    }

    private CleanupResult Judge(StepAnswer answer)
    {
        int? status = plan.Action is HttpAction && answer.Subject("status").Json.TryGetInt32(out int number) ? number : null;
        if (plan.Action is HttpAction { Method: "DELETE" } && status is 404 or 410)
        {
            return new CleanupResult(CleanupOutcome.Done, "it was gone already");
        }

        if (answer.ProtocolFailure is { } reason)
        {
            return Failed($"{plan.Action.Summary}: {reason}");
        }

        if (!plan.Expect.IsEmpty)
        {
            ImmutableArray<CheckRecord> checks = Expectations.Evaluate(plan.Expect, answer, attempt.Scope(frame, plan.Index), attempt.Redaction.Mask);
            return Expectations.AllPassed(checks)
                ? new CleanupResult(CleanupOutcome.Done)
                : Failed($"{plan.Action.Summary}: {string.Join("; ", FailureText.Expected(checks, []))}");
        }

        return status is null or (>= 200 and < 400)
            ? new CleanupResult(CleanupOutcome.Done)
            : Failed($"{plan.Action.Summary} answered {status}: {Wording.Line(attempt.Redaction.Of(answer.Subject("body").ToText()), 200)}");
    }

    private string? MissingName()
    {
        FlowScope scope = attempt.Scope(frame, plan.Index);
        return plan.Action.Names.FirstOrDefault(name => !scope.TryGet(name, out FlowValue value) || !value.Exists);
    }

    private CleanupResult Failed(string detail) => new(CleanupOutcome.Failed, attempt.Redaction.Of(detail));

    private CleanupResult InDoubt(string detail) => new(CleanupOutcome.InDoubt, attempt.Redaction.Of(detail));
}
