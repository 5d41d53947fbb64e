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
internal sealed class BrowserAction(ImmutableArray<BrowserItem> items, bool hasDeadline, IBrowserSource source, TimeProvider time) : IStagedAction
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
    public async Task StageAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            BrowserPage page = context.Memory.Get<BrowserPage>();
            await page.OpenAsync(source, context, cancellationToken);
            if (context.KeepsAttachments)
            {
                await page.Evidence.BeginAsync(page.Tab, Summary, cancellationToken);
            }
        }
        catch (SeatrialException exception)
        {
            throw new EvidenceMissingException([$"there is no browser to look with: {exception.Message}"]);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, Redaction redaction, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        BrowserPage page = context.Memory.Get<BrowserPage>();
        TimeSpan left = context.Remaining ?? Patience;
        TimeSpan patience = left - (left > Margin * 3 ? Margin : left / 3);
        BrowserWalk walk = new(page, context, redaction.Mask, time, hasDeadline || patience < Patience ? patience : Patience);
        try
        {
            return await walk.RunAsync(items, started, cancellationToken);
        }
        catch (SeatrialException exception) when (exception.Code == BrowserRefusalException.Gone)
        {
            throw new EvidenceMissingException([exception.Message]);
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<StepAttachment>> AttachAsync(AttemptMemory memory, bool hasFailed, Redaction redaction, CancellationToken cancellationToken) =>
        memory.Find<BrowserPage>() is { IsOpen: true } page ? await page.Evidence.TakeAsync(page.Tab, hasFailed, redaction.Mask, time, cancellationToken) : [];
}
