using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Running;
using Seatrial.Project.Flows;

namespace Seatrial.Flows.Cleaning;

/// <summary>Removes what a step may have made although its answer never came: finds it by a key the client chose, then each one found.</summary>
internal sealed class FoundRemoval(AttemptContext attempt, FlowFrame frame, StepPlan plan, string? auth)
{
    /// <summary>A request whose answer was lost may still be at work: nothing found is looked for once more after this.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1);

    /// <summary>Finds and removes.</summary>
    /// <param name="find">How to find.</param>
    /// <param name="deadline">The cleanup's.</param>
    /// <param name="cancellationToken">Ends the cleaning.</param>
    public async Task<CleanupResult> RunAsync(StepPlan find, DeadlineScope deadline, CancellationToken cancellationToken)
    {
        (ImmutableArray<ImmutableDictionary<string, FlowValue>> found, string? problem) = await LookAsync(find, deadline);
        if (problem is null && found.IsEmpty)
        {
            await Task.Delay(SecondLook, attempt.Time, deadline.Token);
            (found, problem) = await LookAsync(find, deadline);
        }

        if (problem is not null)
        {
            return new CleanupResult(CleanupOutcome.InDoubt, attempt.Redaction.Of($"what the step may have made could not be found: {problem}"));
        }

        List<string> failures = [];
        foreach (ImmutableDictionary<string, FlowValue> values in found)
        {
            FlowFrame own = frame with { Values = frame.Values.SetItems(values) };
            CleanupResult result = await new CleanupExecution(attempt, own, plan with { Find = null }, auth).RunAsync(cancellationToken);
            if (result.Outcome is CleanupOutcome.Failed or CleanupOutcome.InDoubt)
            {
                failures.Add(result.Detail ?? "not removed");
            }
        }

        return (found.Length, failures.Count) switch
        {
            (0, _) => new CleanupResult(CleanupOutcome.Done, "nothing was found to remove"),
            (var all, 0) => new CleanupResult(CleanupOutcome.Done, string.Create(CultureInfo.InvariantCulture, $"{all} found and removed")),
            (var all, var left) => new CleanupResult(
                CleanupOutcome.Failed,
                string.Create(CultureInfo.InvariantCulture, $"{left} of {all} found were not removed: {string.Join("; ", failures.Take(3))}")),
        };
    }

    /// <summary>One set of names and values for each thing found; a list captured is as many things as it has items.</summary>
    private async Task<(ImmutableArray<ImmutableDictionary<string, FlowValue>> Found, string? Problem)> LookAsync(StepPlan find, DeadlineScope deadline)
    {
        StepTries tries = new(attempt, frame, find);
        FlowScope scope = attempt.Scope(frame, find.Index);
        if ((find.Auth ?? auth) is { } provider)
        {
            tries.Authorization = await attempt.Authorizer.AuthorizeAsync(
                provider, scope, attempt.Identity(frame, find), frame.Trace(find), deadline.Token);
        }

        if (find.Until is { } until)
        {
            await tries.PollAsync(until, deadline);
        }
        else
        {
            await tries.ActAsync(deadline);
        }

        StepAnswer answer = tries.Answer!;
        if (Problem(find, answer) is { } problem)
        {
            return ([], problem);
        }

        List<(string Name, ImmutableArray<FlowValue> Values)> columns = [];
        foreach (CapturePlan capture in find.Capture)
        {
            columns.Add((capture.Name, ValuesOf(Expectations.Read(capture.Subject, answer, out _), capture.IsSecret)));
        }

        int count = columns.Max(static column => column.Values.Length);
        if (columns.FirstOrDefault(column => column.Values.Length != count) is (string uneven, _))
        {
            return ([], $"{find.Action.Summary} gave {count} of one name and not as many of '{uneven}'");
        }

        return ([.. Enumerable.Range(0, count).Select(i => columns.ToImmutableDictionary(c => c.Name, c => c.Values[i], StringComparer.Ordinal))], null);
    }

    /// <summary>Why an answer does not tell what there is; null when it does. Nothing there is an answer, too.</summary>
    private string? Problem(StepPlan find, StepAnswer answer)
    {
        if (answer.ProtocolFailure is { } reason)
        {
            return $"{find.Action.Summary}: {reason}";
        }

        ImmutableArray<CheckRecord> checks = Expectations.Evaluate(find.Expect, answer, attempt.Scope(frame, find.Index), attempt.Redaction.Mask);
        if (!Expectations.AllPassed(checks))
        {
            return $"{find.Action.Summary}: {string.Join("; ", FailureText.Expected(checks, []))}";
        }

        return find.Expect.IsEmpty && StatusOf(find, answer) is { } status and not (404 or 410 or (>= 200 and < 300))
            ? string.Create(CultureInfo.InvariantCulture, $"{find.Action.Summary} answered {status}")
            : null;
    }

    private static int? StatusOf(StepPlan find, StepAnswer answer) =>
        find.Action is HttpAction && answer.Subject("status").Json.TryGetInt32(out int status) ? status : null;

    private static ImmutableArray<FlowValue> ValuesOf(FlowValue value, bool isSecret) => value.Json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.Json.EnumerateArray().Select(item => new FlowValue(item.Clone(), isSecret || value.IsSecret))],
        _ => [new FlowValue(value.Json.Clone(), isSecret || value.IsSecret)],
    };
}
