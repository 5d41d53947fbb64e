using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Flows.Servers;
using Seatrial.Project.Expectations;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Browsing;

/// <summary>The items of one step, done one after another.</summary>
/// <param name="page">The page.</param>
/// <param name="context">The scope of the step.</param>
/// <param name="mask">What must not be shown: masked before it is cut.</param>
/// <param name="time">The clock.</param>
/// <param name="patience">How long may be waited in all.</param>
internal sealed class BrowserWalk(BrowserPage page, StepContext context, Masker mask, TimeProvider time, TimeSpan patience)
{
    private const int MostTold = 10;
    private const int LongestName = 60;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly IBrowserTab _tab = page.Tab;
    private readonly long _started = time.GetTimestamp();
    private readonly List<CheckRecord> _checks = [];
    private readonly List<string> _done = [];
    private readonly List<KeyValuePair<string, JsonElement>> _read = [];
    private ImmutableArray<string> _complaints = [];

    private TimeSpan Left => patience - time.GetElapsedTime(_started);

    public async Task<StepAnswer> RunAsync(ImmutableArray<BrowserItem> items, long started, CancellationToken cancellationToken)
    {
        _tab.TakeComplaints();
        foreach (BrowserItem item in items)
        {
            try
            {
                if (!await DoAsync(item, cancellationToken))
                {
                    break;
                }

                _done.Add(item.Text);
            }
            catch (BrowserRefusalException exception) when (exception.Fault is { } fault)
            {
                _complaints = _tab.TakeComplaints();
                string message = $"{item.Text}: {Said(exception, fault)}";
                throw new StepTransportException(fault, mayHaveArrived: _done.Count > 0 || fault == TransportFault.ConnectionLost, message, Exchange("no page", null), exception);
            }
            catch (BrowserRefusalException exception)
            {
                _checks.Add(new CheckRecord(item.Text, "done", "not done", Passed: false, $"{exception.Message}{Waited()}{await OffersAsync(cancellationToken)}"));
                break;
            }
        }

        _complaints = _tab.TakeComplaints();
        (string url, string title) = await PlaceAsync(cancellationToken);
        return new BrowserAnswer([.. _checks], Exchange(url, title), Document(), url, title, time.GetElapsedTime(started));
    }

    private async Task<bool> DoAsync(BrowserItem item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case BrowserItem.Deed deed:
                (BrowserDeed what, bool isSecret) = deed.Make(context.Scope);
                if (isSecret)
                {
                    page.Evidence.AddSecretField(what);
                }

                await _tab.ActAsync(what, Left, cancellationToken);
                return true;
            case BrowserItem.Expect expect:
                return await ExpectAsync(expect, cancellationToken);
            case BrowserItem.Read read:
                return await ReadAsync(read, cancellationToken);
            case BrowserItem.Audit audit:
                return await AuditAsync(audit, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(item), item, "Nobody does this.");
        }
    }

    /// <summary>Looks again and again until it holds, or there is no time left.</summary>
    private async Task<bool> ExpectAsync(BrowserItem.Expect expect, CancellationToken cancellationToken)
    {
        BrowserQuestion question = expect.Ask(context.Scope);
        while (true)
        {
            BrowserReply reply = await _tab.ReadAsync(question, cancellationToken);
            MatchResult result = Matching.Evaluate(expect.Matcher, new FlowValue(reply.Value), reply.WhyNot, context.Scope, mask);
            if (result.Passed || Left <= Poll)
            {
                string? message = result.Passed ? null : $"{Message(question, result)}{Waited()}{(question.Element is null ? string.Empty : await OffersAsync(cancellationToken))}";
                _checks.Add(new CheckRecord(expect.Text, result.Expected, result.Actual, result.Passed, message));
                return result.Passed;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task<bool> ReadAsync(BrowserItem.Read read, CancellationToken cancellationToken)
    {
        BrowserQuestion question = read.Ask(context.Scope);
        while (true)
        {
            BrowserReply reply = await _tab.ReadAsync(question, cancellationToken);
            if (reply.WhyNot is null)
            {
                _read.Add(new(read.Key, reply.Value));
                return true;
            }

            if (Left <= Poll)
            {
                _checks.Add(new CheckRecord($"read {read.Text}", "there", "nothing", Passed: false, $"{reply.WhyNot}{Waited()}{(question.Element is null ? string.Empty : await OffersAsync(cancellationToken))}"));
                return false;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task<bool> AuditAsync(BrowserItem.Audit audit, CancellationToken cancellationToken)
    {
        BrowserViolation[] broken =
        [
            .. (await _tab.AuditAsync(audit.Within, cancellationToken))
                .Where(violation => Array.IndexOf(BrowserItem.Audit.Impacts, violation.Impact) >= audit.Impact && !audit.Except.Contains(violation.Rule, StringComparer.Ordinal)),
        ];
        if (broken.Length == 0)
        {
            _checks.Add(new CheckRecord(audit.Text, "no violation", "none", Passed: true, null));
        }

        foreach (BrowserViolation violation in broken)
        {
            string where = string.Join(", ", violation.Selectors.Take(MostTold)) + (violation.Selectors.Length > MostTold ? " …" : string.Empty);
            _checks.Add(new CheckRecord($"axe {violation.Rule}", "no violation", violation.Impact, Passed: false, $"{violation.Impact}: {violation.Help}, at {where} ({violation.HelpUrl})"));
        }

        return broken.Length == 0;
    }

    private async Task<(string Url, string Title)> PlaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            BrowserReply url = await _tab.ReadAsync(new BrowserQuestion(BrowserFact.Url), cancellationToken);
            BrowserReply title = await _tab.ReadAsync(new BrowserQuestion(BrowserFact.Title), cancellationToken);
            return (new FlowValue(url.Value).ToText(), new FlowValue(title.Value).ToText());
        }
        catch (BrowserRefusalException)
        {
            return ("no page", string.Empty);
        }
    }

    /// <summary>What the page offers instead: a name that changed is seen at once.</summary>
    private async Task<string> OffersAsync(CancellationToken cancellationToken)
    {
        try
        {
            ImmutableArray<BrowserOffer> offers = await _tab.OffersAsync(cancellationToken);
            return offers.IsEmpty
                ? "; the page offers nothing"
                : $"; the page has {string.Join(", ", offers.Select(offer => $"{mask.Mask(offer.Role)} \"{Wording.Line(mask.Mask(offer.Name), LongestName)}\""))}";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What is missing is told, what is there instead is not known.
            return string.Empty;
        }
    }

    private static string Said(BrowserRefusalException exception, TransportFault fault) => fault switch
    {
        TransportFault.ConnectionRefused => "nothing listens there",
        TransportFault.NameResolution => "the name does not resolve",
        _ => exception.Message,
    };

    private static string Message(BrowserQuestion question, MatchResult result)
    {
        string message = result.Message!.StartsWith("it: ", StringComparison.Ordinal) ? result.Message["it: ".Length..] : result.Message;
        message = message.StartsWith("it is missing: ", StringComparison.Ordinal) ? message["it is missing: ".Length..] : message;
        return question.Fact == BrowserFact.Visible
            ? (result.Actual == "true" ? "it can be seen" : "it cannot be seen")
            : message;
    }

    private string Waited() => $" after {Wording.Time(time.GetElapsedTime(_started))}";

    private StepExchange Exchange(string url, string? title) => new(
        "browser",
        Shown.Message(mask.MaskThroughout(url), [], string.Join('\n', _done)),
        title is null ? null : Shown.Message($"\"{title}\"", [], null),
        null,
        null)
    {
        Note = _complaints.IsEmpty ? null : "the page: " + string.Join("\n  the page: ", _complaints.Take(MostTold).Select(complaint => mask.MaskThroughout(complaint).Split('\n')[0].Trim())),
    };

    private JsonElement Document()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach ((string key, JsonElement value) in _read)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
