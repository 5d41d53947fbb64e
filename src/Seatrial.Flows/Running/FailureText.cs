using System.Collections.Immutable;
using System.Text;
using Seatrial.Core.Flows;
using Seatrial.Flows.Calling;
using Seatrial.Project.Contracts;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Running;

/// <summary>Writes failures that can be worked on without running anything again. The exchange is masked before it is cut, the rest when the text is done.</summary>
/// <example>
/// <code>
/// Step 2 of 3 "Place the order": status: expected 201, was 500
///   POST http://127.0.0.1:5001/orders → HTTP/1.1 500 Internal Server Error
///   $.state: expected "pending"; the answer has nothing at $.state
///   answer: {"error":"no stock"}
///   1 try, 34 ms; deadline: the flow's within 20 s
/// </code>
/// </example>
internal static class FailureText
{
    private const int MostOfAnAnswer = 300;

    public static ImmutableArray<string> Plain(string reason) => [reason];

    /// <summary>What broke, and how the messages that came before it did not match.</summary>
    public static ImmutableArray<string> Broken(string reason, StepTries tries) => tries.Passed == 0 ? [reason] :
    [
        reason,
        tries.Passed == 1
            ? "the message that came before was not the one waited for"
            : $"none of the {Wording.Count(tries.Passed, "message", "messages")} that came before was the one waited for",
        .. tries.Nearest.Where(static check => !check.Passed).Select(static (check, i) => (i == 0 ? "the nearest one: " : "and ") + Line(check)),
    ];

    public static ImmutableArray<string> Expected(ImmutableArray<CheckRecord> checks, ImmutableArray<string> captureFailures) =>
        [.. checks.Where(static check => !check.Passed).Select(Line), .. captureFailures];

    /// <summary>A request that is not what the contract describes: what came is told, too, since it may be why.</summary>
    public static ImmutableArray<string> Contract(ContractResult contract, ImmutableArray<CheckRecord> expected) =>
    [
        "the request does not keep to the contract, so the step proves nothing",
        .. contract.Request.Concat(contract.Response).Concat(expected).Where(static check => !check.Passed).Select(Line),
    ];

    public static ImmutableArray<string> Stopped(StepTries tries) =>
    [
        "gave up waiting, since " + string.Join(" and ", tries.StoppedOn.Select(static check => $"{check.Subject} was {check.Actual}")),
        .. tries.Waited.Where(static check => !check.Passed).Select(static check => "waited for " + Line(check)),
    ];

    public static ImmutableArray<string> Deadline(StepTries tries, DeadlineScope deadline, string? unfinished = null)
    {
        string passed = $"{deadline.Describe()} passed";
        if (tries.Passed > 0 && tries.Answer is null)
        {
            return
            [
                $"none of the {Wording.Count(tries.Passed, "message", "messages")} that came before {passed} was the one waited for",
                .. tries.Nearest.Where(static check => !check.Passed).Select(static (check, i) => (i == 0 ? "the nearest one: " : "and ") + Line(check)),
            ];
        }

        if (tries.Waited.IsEmpty && tries.Answer is null && unfinished is not null)
        {
            return [$"{unfinished} when {passed}"];
        }

        if (tries.Waited.IsEmpty && tries.Answer is null && tries.Exchange?.Response is not null && !tries.IsListening)
        {
            return [$"an answer began, but its body was not finished before {passed}"];
        }

        return tries.Waited.IsEmpty
            ? [tries.Answer is null ? $"no {(tries.IsListening ? "message" : "answer")} came before {passed}" : passed]
            : [.. tries.Waited.Where(static check => !check.Passed).Select((check, i) => i == 0 ? $"{passed}, waiting for {Line(check)}" : "waiting for " + Line(check))];
    }

    public static string Compose(
        FlowFrame frame,
        StepPlan step,
        ImmutableArray<string> said,
        StepExchange? exchange,
        StepTries tries,
        TimeSpan elapsed,
        DeadlineScope deadline)
    {
        StringBuilder text = new(400);
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Step {step.Index + 1} of {frame.Steps.Length} \"{step.Name}\": {said[0]}");
        if (tries.Answer is CompositeAnswer { InnerFailure: not null })
        {
            // What failed inside has said all there is.
            return text.ToString();
        }

        text.Append("\n  ").Append(exchange is null ? $"{step.Verb} {step.Action.Summary}" : Request(exchange));
        foreach (string line in said.AsSpan()[1..])
        {
            text.Append("\n  ").Append(line);
        }

        if (exchange?.Note is { } note)
        {
            text.Append("\n  ").Append(note);
        }

        if (exchange?.Response?.Body is { Length: > 0 } body)
        {
            text.Append("\n  answer: ").Append(Wording.Line(body, MostOfAnAnswer));
        }

        text.Append("\n  ").Append(tries.Count == 0 ? "not tried" : Wording.Count(tries.Count, "try", "tries"));
        if (tries.NetworkRetries > 0)
        {
            text.Append(" (").Append(Wording.Count(tries.NetworkRetries, "network retry", "network retries")).Append(')');
        }

        return text.Append(", ").Append(Wording.Time(elapsed)).Append("; deadline: ").Append(Nearest(step, deadline)).ToString();
    }

    private static string Line(CheckRecord check) => check.Message switch
    {
        null => $"{check.Subject}: expected {check.Expected}, was {check.Actual}",
        { } message when message.StartsWith(check.Subject, StringComparison.Ordinal) => message,
        { } message => $"{check.Subject}: {message}",
    };

    private static string Request(StepExchange exchange)
    {
        string request = exchange.Request.StartLine;
        int version = request.LastIndexOf(" HTTP/", StringComparison.Ordinal);
        return (version < 0 ? request : request[..version]) + " → " + (exchange.Response?.StartLine ?? "no answer");
    }

    private static string Nearest(StepPlan step, DeadlineScope flow)
    {
        TimeSpan? own = step.Within is { } within && step.Until is { } until
            ? (within < until.Within ? within : until.Within)
            : step.Within ?? step.Until?.Within;
        if (own is not { } length || length >= flow.Length)
        {
            return flow.Describe();
        }

        return (length == step.Within ? "the step's within " : "until's within ") + Wording.Time(length);
    }
}
