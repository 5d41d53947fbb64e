using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Seatrial.Core;
using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;

namespace Seatrial.Browser;

/// <summary>A page in a context of its own. A new window that the page opens is ignored.</summary>
internal sealed class PlaywrightTab : IBrowserTab
{
    private const int MostComplaints = 50;

    // What a user could have meant: things to use first, then headings.
    private const string OffersScript = """
        () => {
          const name = e => (e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText || e.getAttribute('placeholder') || e.value && e.type === 'submit' && e.value || '').trim().replace(/\s+/g, ' ').slice(0, 10000);
          const role = e => e.getAttribute('role') || ({ A: 'link', BUTTON: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', H1: 'heading', H2: 'heading', H3: 'heading' })[e.tagName] || ({ checkbox: 'checkbox', radio: 'radio', submit: 'button', button: 'button' })[e.type] || 'textbox';
          const seen = e => e.getClientRects().length > 0;
          return [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, [role], h1, h2, h3')].filter(seen).slice(0, 12).map(e => [role(e), name(e)]);
        }
        """;

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly PlaywrightRecording _recording;
    private readonly ConcurrentQueue<string> _complaints = new();
    private volatile bool _hasCrashed;

    // What Chromium shows where there is no page is nobody's page.
    private volatile bool _isNowhere;

    public PlaywrightTab(IBrowserContext context, IPage page, string folder)
    {
        (_context, _page, _recording) = (context, page, new PlaywrightRecording(context.Tracing, folder));
        page.Crash += (_, _) => _hasCrashed = true;
        page.PageError += (_, error) => Complain($"script error: {error}");
        page.Console += (_, message) =>
        {
            // Chromium tells of failed requests there, too, without saying which.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                Complain($"console: {message.Text}");
            }
        };
        page.RequestFailed += (_, request) =>
        {
            // Given up by the page or by us, and no failure of anybody's.
            if (request.Failure?.EndsWith("ERR_ABORTED", StringComparison.Ordinal) != true)
            {
                Complain($"{request.Method} {request.Url} failed: {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                Complain(string.Create(CultureInfo.InvariantCulture, $"{response.Request.Method} {response.Url} answered {response.Status}"));
            }
        };
    }

    internal IPage Page => _page;

    /// <inheritdoc/>
    public async Task ActAsync(BrowserDeed deed, TimeSpan patience, CancellationToken cancellationToken)
    {
        float timeout = (float)Math.Max(1, patience.TotalMilliseconds);
        await GuardAsync(
            () => deed switch
            {
                BrowserDeed.GoTo go => _page.GotoAsync(go.Address.AbsoluteUri, new PageGotoOptions { Timeout = timeout }),
                BrowserDeed.Fill fill => Find(fill.Element).FillAsync(fill.Text, new LocatorFillOptions { Timeout = timeout }),
                BrowserDeed.Click click => Find(click.Element).ClickAsync(new LocatorClickOptions { Timeout = timeout }),
                BrowserDeed.Hover hover => Find(hover.Element).HoverAsync(new LocatorHoverOptions { Timeout = timeout }),
                BrowserDeed.Check check => Find(check.Element).SetCheckedAsync(check.IsChecked, new LocatorSetCheckedOptions { Timeout = timeout }),
                BrowserDeed.Select select => Find(select.Element).SelectOptionAsync(select.Options, new LocatorSelectOptionOptions { Timeout = timeout }),
                BrowserDeed.Press { Element: { } element } press => Find(element).PressAsync(press.Key, new LocatorPressOptions { Timeout = timeout }),
                BrowserDeed.Press press => _page.Keyboard.PressAsync(press.Key),
                BrowserDeed.Upload upload => Find(upload.Element).SetInputFilesAsync(
                    upload.Files.Select(static file => new FilePayload { Name = file.Key, MimeType = "application/octet-stream", Buffer = file.Value.ToArray() }),
                    new LocatorSetInputFilesOptions { Timeout = timeout }),
                _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, "Nobody does this."),
            },
            cancellationToken,
            isGoing: deed is BrowserDeed.GoTo);
    }

    /// <inheritdoc/>
    public async Task<BrowserReply> ReadAsync(BrowserQuestion question, CancellationToken cancellationToken)
    {
        BrowserReply reply = new(default, "the page moved on");
        await GuardAsync(async () => reply = await LookAsync(question), cancellationToken, isReading: true);
        return reply;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<BrowserOffer>> OffersAsync(CancellationToken cancellationToken) =>
        _isNowhere ? [] : [.. (await _page.EvaluateAsync<string[][]>(OffersScript).WaitAsync(cancellationToken)).Select(static offer => new BrowserOffer(offer[0], offer[1]))];

    /// <inheritdoc/>
    public async Task<ImmutableArray<BrowserViolation>> AuditAsync(string? within, CancellationToken cancellationToken)
    {
        AxeResult? result = null;
        await GuardAsync(async () => result = within is null ? await _page.RunAxe() : await _page.RunAxe(new AxeRunContext { Include = [new AxeSelector(within)] }), cancellationToken);
        return
        [
            .. result!.Violations.Select(static violation => new BrowserViolation(
                violation.Id,
                violation.Impact ?? "minor",
                violation.Help,
                violation.HelpUrl,
                [.. violation.Nodes.Select(static node => node.Target.ToString())])),
        ];
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> PictureAsync(BrowserPrivacy privacy, CancellationToken cancellationToken) =>
        PastJudgementAsync(
            async () =>
            {
                await StopLoadingAsync();
                return await new PlaywrightPicture(_page, privacy, Find).TakeAsync();
            },
            "the page could not be drawn",
            cancellationToken);

    /// <inheritdoc/>
    public Task BeginTraceAsync(string title, CancellationToken cancellationToken) =>
        PastJudgementAsync(() => _recording.BeginAsync(title), "nothing could be recorded", cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> EndTraceAsync(bool isKept, CancellationToken cancellationToken) =>
        PastJudgementAsync(() => _recording.EndAsync(isKept), "what was recorded could not be read", cancellationToken);

    /// <inheritdoc/>
    public ImmutableArray<string> TakeComplaints()
    {
        ImmutableArray<string>.Builder taken = ImmutableArray.CreateBuilder<string>();
        while (_complaints.TryDequeue(out string? complaint))
        {
            taken.Add(complaint);
        }

        return taken.ToImmutable();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _context.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // It went with its browser.
        }
    }

    private async Task<BrowserReply> LookAsync(BrowserQuestion question)
    {
        switch (question.Fact)
        {
            case BrowserFact.Url:
                return Of(_isNowhere ? "no page" : _page.Url);
            case BrowserFact.Title when _isNowhere:
                return Of(string.Empty);
            case BrowserFact.Title:
                return Of(await _page.TitleAsync());
            case BrowserFact.LocalStorage:
                return await _page.EvaluateAsync<string?>("key => localStorage.getItem(key)", question.Name) is { } kept
                    ? Of(kept)
                    : new(default, $"the local storage has no {question.Name}");
        }

        ILocator found = Find(question.Element!);
        int count = await found.CountAsync();
        if (question.Fact == BrowserFact.Count)
        {
            return new(JsonElement.Parse(count.ToString(CultureInfo.InvariantCulture)), null);
        }

        if (question.Fact == BrowserFact.Visible)
        {
            bool isVisible = false;
            for (int i = 0; i < count && !isVisible; i++)
            {
                isVisible = await found.Nth(i).IsVisibleAsync();
            }

            return Of(isVisible);
        }

        if (count != 1)
        {
            return new(default, count == 0 ? "there is no such element" : string.Create(CultureInfo.InvariantCulture, $"{count} elements are like it"));
        }

        return question.Fact switch
        {
            BrowserFact.Text => Of(await found.InnerTextAsync(new LocatorInnerTextOptions { Timeout = 1000 })),
            BrowserFact.Value => Of(await found.InputValueAsync(new LocatorInputValueOptions { Timeout = 1000 })),
            BrowserFact.Enabled => Of(await found.IsEnabledAsync(new LocatorIsEnabledOptions { Timeout = 1000 })),
            BrowserFact.Checked => Of(await found.IsCheckedAsync(new LocatorIsCheckedOptions { Timeout = 1000 })),
            _ => await found.GetAttributeAsync(question.Name!, new LocatorGetAttributeOptions { Timeout = 1000 }) is { } attribute
                ? Of(attribute)
                : new(default, $"the element has no attribute {question.Name}"),
        };
    }

    private static BrowserReply Of(string text) => new(JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""), null);

    private static BrowserReply Of(bool flag) => new(JsonElement.Parse(flag ? "true" : "false"), null);

    private ILocator Find(ElementQuery query)
    {
        bool exact = query.IsExact;
        ILocator found = query.By switch
        {
            ElementBy.Role => _page.GetByRole(Enum.Parse<AriaRole>(query.Value, ignoreCase: true), new PageGetByRoleOptions { Name = query.Name, Exact = query.Name is null ? null : exact }),
            ElementBy.Label => _page.GetByLabel(query.Value, new PageGetByLabelOptions { Exact = exact }),
            ElementBy.Text => _page.GetByText(query.Value, new PageGetByTextOptions { Exact = exact }),
            ElementBy.Placeholder => _page.GetByPlaceholder(query.Value, new PageGetByPlaceholderOptions { Exact = exact }),
            ElementBy.TestId => _page.GetByTestId(query.Value),
            _ => _page.Locator("css=" + query.Value),
        };
        return query.Index is { } index ? found.Nth(index) : found;
    }

    /// <summary>Says what went wrong in words that are not Playwright's. While reading, a page that moved on is no error.</summary>
    private async Task GuardAsync(Func<Task> work, CancellationToken cancellationToken, bool isReading = false, bool isGoing = false)
    {
        if (_hasCrashed)
        {
            throw new BrowserRefusalException("the page crashed", TransportFault.ConnectionLost);
        }

        try
        {
            await work().WaitAsync(cancellationToken);
            _isNowhere &= !isGoing;
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            _isNowhere |= isGoing && exception.Message.Contains("net::ERR_", StringComparison.Ordinal);
            if (_hasCrashed || exception.Message.Contains("crashed", StringComparison.OrdinalIgnoreCase))
            {
                throw new BrowserRefusalException("the page crashed", TransportFault.ConnectionLost, exception);
            }

            if (exception.Message.Contains("has been closed", StringComparison.Ordinal))
            {
                throw new SeatrialException(BrowserRefusalException.Gone, "the browser went away, and what the page did is not known", innerException: exception);
            }

            if (isGoing && !_isNowhere)
            {
                await StopLoadingAsync().WaitAsync(cancellationToken);
            }

            if (!isReading)
            {
                throw new BrowserRefusalException(isGoing ? PlaywrightWords.WhyNotThere(exception.Message) : PlaywrightWords.WhyNot(exception.Message), PlaywrightWords.FaultOf(exception.Message), exception);
            }
        }
    }

    /// <summary>A page that still waits for something can neither be asked nor drawn: what is there is what counts now.</summary>
    private async Task StopLoadingAsync()
    {
        try
        {
            ICDPSession session = await _context.NewCDPSessionAsync(_page);
            await session.SendAsync("Page.stopLoading");
            await session.DetachAsync();
        }
        catch (PlaywrightException)
        {
            // There is no page yet that could load.
        }
    }

    /// <summary>Gathers evidence: what goes wrong here is never the product's failure.</summary>
    private async Task<T> PastJudgementAsync<T>(Func<Task<T>> work, string what, CancellationToken cancellationToken)
    {
        if (_hasCrashed)
        {
            throw new SeatrialException(BrowserRefusalException.Gone, "the page crashed");
        }

        try
        {
            return await work().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw new SeatrialException("browser-evidence", $"{what}: {PlaywrightWords.FirstLine(exception.Message)}", innerException: exception);
        }
    }

    private void Complain(string complaint)
    {
        if (_complaints.Count < MostComplaints)
        {
            _complaints.Enqueue(complaint);
        }
    }
}
