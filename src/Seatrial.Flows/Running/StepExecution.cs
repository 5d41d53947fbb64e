using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core;
using Seatrial.Core.Flows;
using Seatrial.Flows.Authentication;
using Seatrial.Flows.Blocks;
using Seatrial.Flows.Calling;
using Seatrial.Flows.Cleaning;
using Seatrial.Flows.GraphQl;
using Seatrial.Flows.Http;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Tracing;
using Seatrial.Project.Arazzo;
using Seatrial.Project.Contracts;
using Seatrial.Project.Expectations;
using Seatrial.Project.Flows;
using Seatrial.Project.JsonSchema;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Running;

/// <summary>One step from beginning to end. Its failures are values; what the sink throws is passed on.</summary>
internal sealed class StepExecution
{
    private const int MostTurns = 1000;

    private readonly AttemptContext _attempt;
    private readonly StepPlan _step;
    private readonly DeadlineScope _flowDeadline;
    private readonly StepTries _tries;
    private readonly long _started;
    private readonly DateTimeOffset _startedAt;
    private FlowFrame _frame;
    private ImmutableArray<CheckRecord> _checks = [];
    private ImmutableArray<string> _captureFailures = [];
    private StepFailure? _failure;
    private StepExchange? _exchange;
    private ImmutableArray<StepAttachment> _attachments = [];
    private TimeSpan _evidenceWait;
    private bool _isSkipped;
    private WorkflowTurn? _turn;

    public StepExecution(AttemptContext attempt, FlowFrame frame, StepPlan step, DeadlineScope flowDeadline)
    {
        _attempt = attempt;
        _frame = frame;
        _step = step;
        _flowDeadline = flowDeadline;
        _tries = new StepTries(attempt, frame, step);
        _started = attempt.Time.GetTimestamp();
        _startedAt = attempt.Time.GetUtcNow();
    }

    public async Task<StepResult> RunAsync()
    {
        using DeadlineScope stepDeadline = _flowDeadline.Narrow("the step's within", _step.Within);
        using DeadlineScope deadline = stepDeadline.Narrow("until's within", _step.Until?.Within);
        await GuardAsync(PrepareAsync, deadline);
        if (_isSkipped)
        {
            return Result(StepOutcome.Skipped);
        }

        if (_failure is null)
        {
            _attempt.Traces.Add(_frame, _step);
            ImmutableArray<PendingCleanup> cleanups = await PendingCleanup.RegisterAsync(_attempt, _frame, _step);
            await GuardAsync(ActAsync, deadline);
            await GuardAsync(CaptureAsync, deadline);
            foreach (PendingCleanup cleanup in cleanups)
            {
                await cleanup.SettleAsync(_attempt, _frame.Values, _tries.MayHaveHadEffect, isAnswered: _tries.Answer is not null);
            }

            await GuardAsync(JudgeAsync, deadline);
        }

        await GuardAsync(WriteDownAsync, deadline);
        if (_step.Action is IStagedAction staged)
        {
            _attachments = await StepEvidence.TakeAsync(staged, _attempt, _step, hasFailed: _failure is not null, _flowDeadline, wait => _evidenceWait = wait);
        }

        return Result(_failure is null ? StepOutcome.Passed : StepOutcome.Failed);
    }

    private async ValueTask PrepareAsync(DeadlineScope deadline)
    {
        FlowScope scope = _attempt.Scope(_frame, _step.Index);
        if (_step.When is { } when)
        {
            _isSkipped = when.Evaluate(scope).Json.ValueKind switch
            {
                JsonValueKind.True => false,
                JsonValueKind.False or JsonValueKind.Null => true,
                JsonValueKind other => throw new FlowExpressionException(
                    when.Span,
                    $"'when' must be true or false, and {when.Source} is of type {other.ToString().ToLowerInvariant()}"),
            };
        }

        if (!_isSkipped && (_step.Attack?.Provider ?? _step.Auth) is { } provider)
        {
            FlowValue genuine = await _attempt.Authorizer.AuthorizeAsync(
                provider,
                scope,
                _attempt.Identity(_frame, _step),
                _frame.Trace(_step),
                deadline.Token);
            _tries.Authorization = _step.Attack is { } attack
                ? await new AttackedToken(attack, _attempt.Time, _attempt.Redaction).OfAsync(genuine, deadline.Token)
                : genuine;
        }
    }

    private ValueTask ActAsync(DeadlineScope deadline) =>
        _step.Until is { } until ? _tries.PollAsync(until, deadline)
        : _step.Workflow is { } workflow ? ActAsync(workflow, deadline)
        : _tries.ActAsync(deadline);

    /// <summary>Acts, and again where the workflow says so; then it is known where it goes on.</summary>
    private async ValueTask ActAsync(WorkflowStep workflow, DeadlineScope deadline)
    {
        for (int retries = 0; ; retries++)
        {
            await _tries.ActAsync(deadline);
            StepAnswer answer = _tries.Answer!;
            FlowScope scope = _attempt.Scope(_frame, _step.Index);
            bool hasSucceeded = answer.ProtocolFailure is null && Expectations.AllPassed(workflow.Judge(scope, answer, _attempt.Redaction.Mask));
            _turn = workflow.Next(hasSucceeded, scope, answer);
            if (_turn is not { Kind: WorkflowTurnKind.Retry } retry)
            {
                break;
            }

            _turn = null;
            if (retries >= retry.RetryLimit)
            {
                break;
            }

            await Task.Delay(retry.RetryAfter, _attempt.Time, deadline.Token);
        }

        if (_turn is { Kind: WorkflowTurnKind.GoTo } && ++_attempt.Turns > MostTurns)
        {
            _turn = null;
            throw new FlowExpressionException(_step.Span, $"the workflow went to a step of its choice more than {MostTurns} times");
        }
    }

    /// <summary>Also after a failure: a cleanup may need what the answer names.</summary>
    private ValueTask CaptureAsync(DeadlineScope deadline)
    {
        if (_tries.Answer is not { } answer)
        {
            return ValueTask.CompletedTask;
        }

        ImmutableDictionary<string, FlowValue> values = answer is BlockAnswer block ? _frame.Values.SetItems(block.Captured) : _frame.Values;
        CapturePlan? tooShort = null;
        foreach (CapturePlan capture in _step.Capture)
        {
            FlowValue value = Expectations.Read(capture.Subject, answer, out string? whyNot);
            if (!value.Exists)
            {
                _captureFailures = _captureFailures.Add($"nothing to capture as {capture.Name}: {whyNot ?? $"there is no {capture.Subject.Text}"}");
                continue;
            }

            bool isSecret = value.IsSecret || capture.IsSecret;
            if (isSecret && !_attempt.Redaction.AddSecret(value) && capture.IsSecret)
            {
                tooShort ??= capture;
            }

            // Cloned, so that the whole answer does not live as long as the value.
            values = values.SetItem(capture.Name, new FlowValue(value.Json.Clone(), isSecret));
        }

        if (_step.Workflow is { } workflow)
        {
            FlowValue outputs = workflow.OutputsOf(_attempt.Scope(_frame, _step.Index), answer);
            values = values.SetItem(workflow.OutputsName, outputs with { Json = outputs.Json.Clone() });
        }

        // Also what is too short: a cleanup may need it.
        _frame = _frame with { Values = values };
        if (tooShort is not null)
        {
            throw new FlowExpressionException(
                tooShort.Span,
                $"what is captured as the secret '{tooShort.Name}' has fewer than {SecretText.LeastLength} characters and cannot be kept out of the output; the answer is therefore not shown. Capture a longer one, or leave out 'secret'");
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask JudgeAsync(DeadlineScope deadline)
    {
        if (_failure is not null || _tries.Answer is not { } answer)
        {
            _checks = _tries.HoldsTooShort ? [] : _tries.Waited;
            return ValueTask.CompletedTask;
        }

        FlowScope scope = _attempt.Scope(_frame, _step.Index);
        ImmutableArray<CheckRecord> expected = _step.Workflow is { } workflow
            ? workflow.Judge(scope, answer, _attempt.Redaction.Mask)
            : Expectations.Evaluate(_step.Expect, answer, scope, _attempt.Redaction.Mask);
        ImmutableArray<CheckRecord> own = StepChecks.Of(answer.Checks, _attempt.Redaction.Mask);
        ContractResult contract = ContractOf(answer);
        _checks = [.. _tries.Waited, .. own, .. expected, .. contract.Request, .. contract.Response];
        if (answer is CompositeAnswer { InnerFailure: { } inner })
        {
            _failure = Failure(inner.Kind, FailureText.Plain(answer.ProtocolFailure!), inner.Signature) with
            {
                Target = inner.Target,
                Fault = inner.Fault,
                HttpStatus = inner.HttpStatus,
            };
        }
        else if (!_tries.StoppedOn.IsEmpty)
        {
            _failure = Failure(FailureKind.Expectation, FailureText.Stopped(_tries), SignatureOf(_step.Until!.StopOn, _tries.StoppedOn, isFailed: false));
        }
        else if (answer.ProtocolFailure is { } reason)
        {
            _failure = Failure(FailureKind.Expectation, FailureText.Plain(reason), "protocol");
        }
        else if (!Expectations.AllPassed(own))
        {
            _failure = Failure(FailureKind.Expectation, StepChecks.Told(own, FailureText.Expected(expected, _captureFailures)), $"check {own.First(static check => !check.Passed).Subject}");
        }
        else if (!contract.IsRequestKept)
        {
            // What a wrong request is answered with says nothing of the product.
            _failure = Failure(FailureKind.Test, FailureText.Contract(contract, expected), "contract request");
        }
        else if (!contract.IsResponseKept)
        {
            _failure = Failure(FailureKind.Expectation, FailureText.Expected([.. expected, .. contract.Response], _captureFailures), $"{SignatureOf(_step.Expect, expected, isFailed: true)} {SignatureOf(contract)}".Trim());
        }
        else if (!Expectations.AllPassed(expected))
        {
            _failure = Failure(FailureKind.Expectation, FailureText.Expected(expected, _captureFailures), _step.Workflow is null ? SignatureOf(_step.Expect, expected, isFailed: true) : expected.First(static c => !c.Passed).Subject);
        }
        else if (!_captureFailures.IsEmpty)
        {
            _failure = Failure(FailureKind.Expectation, FailureText.Expected([], _captureFailures), "capture");
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What came is written down here, where it becomes a failure that an answer cannot be: the step's record never depends on it.</summary>
    private ValueTask WriteDownAsync(DeadlineScope deadline)
    {
        _exchange = Exchange() is { } exchange ? _attempt.Redaction.Of(exchange) : null;
        return ValueTask.CompletedTask;
    }

    /// <summary>Turns what goes wrong into the step's failure; the first one stays.</summary>
    private async ValueTask GuardAsync(Func<DeadlineScope, ValueTask> part, DeadlineScope deadline)
    {
        StepFailure failure;
        try
        {
            await part(deadline);
            return;
        }
        catch (FlowExpressionException exception)
        {
            FailureKind kind = exception.IsOfAnswer ? FailureKind.Expectation : FailureKind.Test;
            failure = Failure(kind, FailureText.Plain($"{exception.Message} ({exception.Span})"), "expression") with { Span = exception.Span };
        }
        catch (Exception exception) when (_attempt.Run.IsCancellationRequested && exception is OperationCanceledException or StepTransportException)
        {
            failure = Failure(FailureKind.Cancelled, FailureText.Plain("the run was cancelled while the step ran"), "cancelled");
        }
        catch (Exception exception) when (deadline.Token.IsCancellationRequested && exception is OperationCanceledException or StepTransportException)
        {
            failure = Failure(FailureKind.Deadline, FailureText.Deadline(_tries, deadline, (exception as StepTransportException)?.Unfinished), SignatureOfDeadline()) with
            {
                Fault = exception is StepTransportException { Fault: var fault } && _tries.Answer is null ? fault : null,
            };
        }
        catch (StepTransportException exception)
        {
            failure = Failure(FailureKind.Transport, FailureText.Broken(exception.Message, _tries), $"transport {exception.Fault}") with { Fault = exception.Fault };
        }
        catch (EvidenceMissingException exception)
        {
            failure = Failure(FailureKind.Evidence, [.. exception.Lines], "evidence");
        }
        catch (AuthenticationFailedException exception)
        {
            failure = Failure(FailureKind.Authentication, FailureText.Plain(exception.Message), "authentication") with
            {
                // The service that gave no token is the one to look at, and how it could not be reached tells an outage.
                Target = _attempt.Authorizer.TargetOf(_step.Auth),
                Fault = (exception.InnerException as StepTransportException)?.Fault,
                HttpStatus = null,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string code = exception is SeatrialException known ? known.Code : exception.GetType().Name;
            failure = Failure(FailureKind.Seatrial, FailureText.Plain($"Seatrial itself failed: {code}: {exception.Message}"), "seatrial");
        }

        _failure ??= failure;
    }

    private StepFailure Failure(FailureKind kind, ImmutableArray<string> said, string? signature)
    {
        StepExchange? exchange = ExchangeIfReadable();
        TimeSpan elapsed = _attempt.Time.GetElapsedTime(_started) - _tries.StageWait;
        return new StepFailure(kind, _step.Index, _step.Name, FailureText.Compose(_frame, _step, said, exchange, _tries, elapsed, _flowDeadline), _step.Span)
        {
            Target = _step.Action.Target,
            Issuer = _attempt.Authorizer.TargetOf(_step.Auth),
            HttpStatus = _tries.Answer is HttpAnswer or GraphQlAnswer or RefusedAnswer
                && _tries.Answer.Subject("status").Json is { ValueKind: JsonValueKind.Number } told && told.TryGetInt32(out int status) ? status : null,
            TraceId = (_tries.Answer as TraceAnswer)?.TraceId ?? _frame.Trace(_step).TraceId,
            Signature = $"{_step.Id}: {signature}",
        };
    }

    private string SignatureOfDeadline() =>
        _step.Until is { } until && !_tries.Waited.IsEmpty ? "deadline " + SignatureOf(until.Expect, _tries.Waited, isFailed: true) : "deadline";

    /// <summary>How the exchange keeps to the step's contract; nothing was checked when it has none.</summary>
    private ContractResult ContractOf(StepAnswer answer)
    {
        if (_step.Contract is not { } contract || answer is not HttpAnswer { ProtocolFailure: null } http)
        {
            return new([], []);
        }

        Uri? address = _attempt.Environment.TryGet(contract.Service, out FlowValue value) && Uri.TryCreate(value.ToText(), UriKind.Absolute, out Uri? known) ? known : null;
        try
        {
            return ContractCheck.Evaluate(contract, http.First, address, _attempt.Redaction.Mask);
        }
        catch (JsonSchemaException exception)
        {
            throw new FlowExpressionException(contract.Span, $"the contract {contract.Document.File} cannot be applied: {exception.Message}");
        }
    }

    private static string SignatureOf(ContractResult contract) => contract.Response.First(static c => !c.Passed).Subject;

    private static string SignatureOf(ImmutableArray<ExpectationPlan> plans, ImmutableArray<CheckRecord> checks, bool isFailed)
    {
        for (int i = 0; i < plans.Length; i++)
        {
            if (checks[i].Passed != isFailed)
            {
                return Expectations.Signature(plans[i]);
            }
        }

        return string.Empty;
    }

    /// <summary>What was last sent, whether an answer came to it or not.</summary>
    private StepExchange? Exchange()
    {
        StepExchange? exchange = _tries.Exchange ?? (_tries.Answer is CompositeAnswer ? null : _tries.Answer?.Exchange);
        return _tries.HoldsTooShort && exchange?.Response is { } response
            ? exchange with { Response = response with { Headers = [], Body = null, IsBodyCut = true } }
            : exchange;
    }

    /// <summary>The masked exchange for a failure's text, which cuts it: one that cannot be written down is a failure of its own, and hides no other.</summary>
    private StepExchange? ExchangeIfReadable()
    {
        try
        {
            return Exchange() is { } exchange ? _attempt.Redaction.Of(exchange) : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private StepResult Result(StepOutcome outcome)
    {
        StepRecord record = new(
            _step.Index,
            _step.Name,
            _step.Verb,
            _step.Action.Summary,
            outcome,
            _startedAt,
            _attempt.Time.GetElapsedTime(_started) - _tries.LimitWait - _tries.StageWait - _evidenceWait)
        {
            Target = _step.Action.Target,
            Tries = _tries.Count,
            NetworkRetries = _tries.NetworkRetries,
            PoliteRetries = _tries.PoliteRetries,
            LimitWait = _tries.LimitWait,
            Checks = _checks,
            Failure = _failure,
            Attachments = _attachments.IsEmpty ? null : _attachments,
            TraceId = outcome == StepOutcome.Skipped ? null : AttemptTraces.IdOf(_frame, _step),
            Inner = (_tries.Answer as CompositeAnswer)?.Steps ?? [],
        };
        return new StepResult(
            _attempt.Redaction.Of(record),
            _exchange,
            _frame)
        {
            Turn = _turn,
            Status = _tries.Answer?.Subject("status") is { Json.ValueKind: JsonValueKind.Number } status && status.Json.TryGetInt32(out int known) ? known : null,
        };
    }
}
