using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Browsing;

/// <summary>Does what a user does on a page, one thing after another; the first that cannot be done, or does not come to hold, ends it.</summary>
/// <param name="items">What is done and expected.</param>
/// <param name="hasDeadline">Whether the step has a deadline of its own, all of which may be waited.</param>
/// <param name="source">Where the browser comes from.</param>
/// <param name="time">The clock.</param>
internal sealed class BrowserAction(ImmutableArray<BrowserItem> items, bool hasDeadline, IBrowserSource source, TimeProvider time) : IRequestAction
{
    // Of the time that is left, so that what is missing can still be told.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line(string.Join(", ", items.Select(static item => item.Text)));

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. items.SelectMany(static item => item.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        BrowserPage page = context.Memory.Get<BrowserPage>();
        IBrowserTab tab;
        try
        {
            tab = await page.OpenAsync(source, context, cancellationToken);
        }
        catch (OperationCanceledException) when (context.Remaining is { } limit && time.GetElapsedTime(started) >= limit)
        {
            throw new EvidenceMissingException(["the browser had not started when the deadline passed"]);
        }
        catch (SeatrialException exception) when (exception is not StepTransportException)
        {
            throw new EvidenceMissingException([$"there is no browser to look with: {exception.Message}"]);
        }

        TimeSpan left = context.Remaining is { } remaining ? remaining - time.GetElapsedTime(started) : Patience;
        TimeSpan patience = left - (left > Margin * 3 ? Margin : left / 3);
        BrowserWalk walk = new(page, tab, context, time, hasDeadline || patience < Patience ? patience : Patience);
        return await walk.RunAsync(items, started, cancellationToken);
    }
}
