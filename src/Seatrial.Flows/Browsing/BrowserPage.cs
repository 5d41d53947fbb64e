using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.Browsing;

/// <summary>The page of an attempt: its steps look at the same one, with the same cookies.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private IBrowserTab? _tab;
    private volatile StepContext? _step;

    /// <summary>What is kept of it when a step fails.</summary>
    public BrowserEvidence Evidence { get; } = new();

    public bool IsOpen => _tab is not null;

    /// <summary>The page, once it is open.</summary>
    public IBrowserTab Tab => _tab ?? throw new InvalidOperationException("The page is not open.");

    public async Task OpenAsync(IBrowserSource source, StepContext step, CancellationToken cancellationToken)
    {
        _step = step;
        if (_tab is null)
        {
            IBrowser browser = await source.OpenAsync(cancellationToken);
            _tab = await browser.OpenTabAsync(new BrowserTabSettings(HeadersFor), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_tab is not null)
        {
            await _tab.DisposeAsync();
        }
    }

    /// <summary>The run's identity goes to services of the environment, and to nobody else.</summary>
    private Dictionary<string, string>? HeadersFor(Uri address)
    {
        if (_step is not { } step || !step.Scope.IsOfEnvironment(address))
        {
            return null;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["traceparent"] = HttpIdentity.TraceParent(step.Trace),
            ["baggage"] = HttpIdentity.Baggage(step.Identity, usersOwn: null),
            [HttpIdentity.SyntheticHeader] = "true",
        };
        if (step.Authorization is { } authorization)
        {
            headers["Authorization"] = authorization.ToText();
        }

        return headers;
    }
}
