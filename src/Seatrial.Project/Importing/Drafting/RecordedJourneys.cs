namespace Seatrial.Project.Importing.Drafting;

/// <summary>Makes journeys of exchanges in the order of their time.</summary>
/// <param name="project">The project they need.</param>
/// <param name="options">What a person said.</param>
/// <param name="notes">What to tell.</param>
internal sealed class RecordedJourneys(ProjectDraft project, ImportOptions options, ImportNotes notes)
{
    private const int Most = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(3);

    public List<DraftJourney> Make(IReadOnlyList<RecordedExchange> exchanges)
    {
        List<(RecordedExchange Exchange, DraftStep Step)> kept = Keep(exchanges);

        // Before anything refers to a step: one that is asked again is one.
        HashSet<DraftStep> merged = [.. Polls.Merge([.. kept.Select(static k => k.Step)], notes)];
        kept.RemoveAll(k => !merged.Contains(k.Step));
        new Correlation(project.Names).Correlate(kept.Select(static k => k.Step));
        List<List<(RecordedExchange Exchange, DraftStep Step)>> groups = [];
        foreach ((RecordedExchange Exchange, DraftStep Step) one in kept)
        {
            if (groups.Count == 0 || groups[^1].Count >= Most || IsPause(groups[^1][^1].Exchange, one.Exchange))
            {
                groups.Add([]);
            }

            groups[^1].Add(one);
        }

        return
        [
            .. groups.Select((group, i) => new DraftJourney(
                groups.Count == 1 ? options.Title : $"{options.Title} {(i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}",
                [.. group.Select(static g => g.Step)])),
        ];
    }

    private List<(RecordedExchange Exchange, DraftStep Step)> Keep(IReadOnlyList<RecordedExchange> exchanges)
    {
        List<(RecordedExchange, DraftStep)> kept = [];
        ExchangeDrafts drafts = new(project, options, notes);
        string? first = null;
        string? redirected = null;
        foreach (RecordedExchange exchange in exchanges)
        {
            if (!Uri.TryCreate(exchange.Address, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            {
                notes.LeaveOut("addresses that are not http:// or https://");
                continue;
            }

            if (!Noise.IsOwn(address, options, first ?? (Noise.IsWatcher(address) ? string.Empty : address.Host)))
            {
                notes.LeaveOut($"requests to {address.Authority}: another host (--host keeps it)");
                continue;
            }

            if (Noise.Reason(exchange, address) is { } reason)
            {
                notes.LeaveOut(reason);
                continue;
            }

            first ??= address.Host;

            // A step follows redirects of a GET by itself: its answer is the last one.
            if (redirected == address.AbsoluteUri && exchange.Method == "GET" && kept.Count > 0)
            {
                DraftStep before = kept[^1].Item2;
                (before.Answer, before.Answered) = (exchange.Answer, ExchangeDrafts.Parse(exchange.Answer?.Body));
                notes.LeaveOut("redirects, which a step follows by itself");
            }
            else if (drafts.Make(exchange, address) is { } step)
            {
                kept.Add((exchange, step));
            }

            redirected = exchange is { Method: "GET", Answer.Status: >= 301 and <= 308 } && exchange.Answer.Header("location") is { } to && Uri.TryCreate(address, to, out Uri? next) ? next.AbsoluteUri : null;
        }

        return kept;
    }

    private static bool IsPause(RecordedExchange before, RecordedExchange after) => before.At is { } then && after.At is { } now && now - then > Pause;
}
