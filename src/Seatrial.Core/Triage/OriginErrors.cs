using System.Globalization;

namespace Seatrial.Core.Triage;

/// <summary>Finds the error spans with no error beneath them, and says whom they point at.</summary>
internal static class OriginErrors
{
    /// <summary>Scores a failing step's origin errors.</summary>
    /// <returns>Whether there was any.</returns>
    public static bool Score(SuspectTally tally, FailingStep step, TraceTree tree, CallGraph calls)
    {
        SpanRecord[] origins =
        [
            .. step.Trace.Spans
                .Where(s => TraceTree.IsError(s) && !tree.Descendants(s).Any(TraceTree.IsError) && !IsTolerated(tree, s))
                .OrderByDescending(s => tree.PathTo(s).Length)
                .ThenBy(s => s.End),
        ];
        foreach ((SpanRecord origin, int rank) in origins.Select((o, i) => (o, i)))
        {
            double weight = (step.IsTheOne ? 4.0 : 3.5) / (1 + Math.Min(rank, 3));
            if (origin.Kind is SpanKind.Client or SpanKind.Producer)
            {
                ScoreCall(tally, step, tree, calls, origin, weight);
            }
            else
            {
                ScoreWork(tally, step, tree, calls, origin, weight);
            }
        }

        return origins.Length > 0;
    }

    /// <summary>
    /// Work that went wrong. A service that nobody changed does not begin to fail by itself: then the doubt falls on the
    /// changed services whose answers it was working on, most of all the last one.
    /// </summary>
    private static void ScoreWork(
        SuspectTally tally,
        FailingStep step,
        TraceTree tree,
        CallGraph calls,
        SpanRecord origin,
        double weight)
    {
        SpanRecord[] changed = calls.IsChanged(origin.Service) ? [] : [.. calls.ChangedBelow(tree, origin)];
        double own = changed.Length == 0 ? weight : weight / 2;
        tally.Add(step.FlowId, origin.Service, own, $"{origin.Name} ended in an error{Why(origin)}", origin.Name);
        if (!calls.IsChanged(origin.Service))
        {
            foreach (string named in calls.ChangedNamedIn($"{origin.ExceptionMessage} {origin.StatusMessage}").Where(n => changed.All(c => c.Service != n)))
            {
                tally.Add(step.FlowId, named, weight * 0.6, $"the error of {origin.Service}, which did not change, speaks of it{Why(origin)}");
            }
        }

        for (int i = 0; i < changed.Length; i++)
        {
            tally.Add(
                step.FlowId,
                changed[i].Service,
                weight * 0.75 / (i + 1),
                $"{origin.Service}, which did not change, could not work with its answer to {changed[i].Name}{Why(origin)}",
                changed[i].Name);
        }
    }

    /// <summary>A call that went wrong although nothing below says so: rejected, given up, or never arrived.</summary>
    private static void ScoreCall(
        SuspectTally tally,
        FailingStep step,
        TraceTree tree,
        CallGraph calls,
        SpanRecord call,
        double weight)
    {
        string caller = calls.IsSuspectable(call.Service) ? call.Service : calls.CallerOf(tree, call)?.Service ?? call.Service;
        SpanRecord? answerer = tree.Descendants(call).LastOrDefault(s => s.Kind == SpanKind.Server && calls.IsSuspectable(s.Service));
        if (answerer is null)
        {
            if (TraceTree.HttpStatus(call) is int told and > 0 && calls.NamedIn(TraceTree.Address(call)) is { } named && named != caller)
            {
                // It was answered, and only the telemetry of who answered is missing.
                ScoreUnseen(tally, step, calls, caller, named, told, weight, call);
                return;
            }

            bool passedThrough = tree.Descendants(call).Any(s => s.Kind == SpanKind.Server);
            string how = passedThrough ? "found no service at the address it used" : "got no answer";
            tally.Add(step.FlowId, caller, weight, $"its call {Describe(call)} {how}{Why(call)}", call.Name);
            return;
        }

        int status = TraceTree.HttpStatus(call);
        if (IsRejection(status))
        {
            ScoreRejection(tally, step, calls, caller, answerer.Service, answerer.Name, status, weight);
            return;
        }

        TimeSpan self = tree.SelfTime(answerer);
        TimeSpan? usual = ShapeDifferences.UsualSelfTime(step, tree, answerer);
        if (usual is { } past && ShapeDifferences.IsMuchSlower(self, past))
        {
            tally.Add(step.FlowId, answerer.Service, weight, $"{answerer.Name} took {Ms(self)} of its own time, usually {Ms(past)}", answerer.Name);
            return;
        }

        string after = $"its call to {answerer.Service} ended after {Ms(call.End - call.Start)}{Why(call)}, while {answerer.Service} answered as it does";
        tally.Add(step.FlowId, caller, weight, after, call.Name);
        tally.Add(step.FlowId, answerer.Service, weight / 4, $"a call of {caller} to it ended early", answerer.Name);
    }

    /// <summary>A 4xx is the fault of who asked or of who refused: the other calls of both tell them apart.</summary>
    private static void ScoreRejection(
        SuspectTally tally,
        FailingStep step,
        CallGraph calls,
        string caller,
        string callee,
        string operation,
        int status,
        double weight)
    {
        double others = calls.RejectedFromOthers(caller, callee) ?? 0.5;
        double elsewhere = calls.RejectedByOthers(caller, callee) ?? 0.5;
        // Asking for what is not there is more often the caller's mistake than the callee's.
        double calleeShare = (status is 404 or 405 ? 0.3 : 0.5) + (0.25 * (others - elsewhere));
        string code = status.ToString(CultureInfo.InvariantCulture);
        tally.Add(step.FlowId, callee, weight * calleeShare, $"{operation} refused a call of {caller} with {code}", operation);
        tally.Add(step.FlowId, caller, weight * (1 - calleeShare), $"its call to {callee} was refused with {code}", operation);
    }

    /// <summary>A call whose answer is known from the caller alone: a refusal is weighed as any other, an error is the answerer's own.</summary>
    private static void ScoreUnseen(
        SuspectTally tally,
        FailingStep step,
        CallGraph calls,
        string caller,
        string callee,
        int status,
        double weight,
        SpanRecord call)
    {
        if (IsRejection(status))
        {
            ScoreRejection(tally, step, calls, caller, callee, Describe(call), status, weight);
            return;
        }

        string code = status.ToString(CultureInfo.InvariantCulture);
        tally.Add(step.FlowId, callee, weight * 0.75, $"it answered {code} to {caller}'s {Describe(call)}; its own telemetry is missing");
        tally.Add(step.FlowId, caller, weight * 0.25, $"its call {Describe(call)} was answered {code}", call.Name);
    }

    // 499 is the caller hanging up.
    private static bool IsRejection(int status) => status is >= 400 and < 499;

    /// <summary>Whether a later try of the same thing went well, or the caller carried on regardless.</summary>
    private static bool IsTolerated(TraceTree tree, SpanRecord span)
    {
        if (tree.Parent(span) is not { } parent)
        {
            return false;
        }

        return tree.Children(parent).Any(s => s.Start >= span.End && s.Kind == span.Kind && s.Name == span.Name
            && !TraceTree.IsError(s) && SameTarget(s, span));
    }

    private static bool SameTarget(SpanRecord left, SpanRecord right) =>
        left.Attributes.GetValueOrDefault("url.full") == right.Attributes.GetValueOrDefault("url.full");

    private static string Describe(SpanRecord call) =>
        call.Attributes.TryGetValue("url.full", out string? url) ? $"{call.Name} {url}" : call.Name;

    private static string Why(SpanRecord span)
    {
        string? text = span.ExceptionMessage is { } message ? $"{span.ExceptionType}: {message}" : span.StatusMessage;
        text = string.IsNullOrWhiteSpace(text) ? span.Attributes.GetValueOrDefault("error.type") : text;
        return string.IsNullOrWhiteSpace(text) ? string.Empty : $": {Cut(text)}";
    }

    private static string Cut(string text)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length <= 160 ? text : string.Concat(text.AsSpan(0, 159), "\u2026");
    }

    private static string Ms(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
