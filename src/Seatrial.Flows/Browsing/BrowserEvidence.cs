using System.Collections.Immutable;
using System.Globalization;
using Seatrial.Core;
using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;
using Seatrial.Flows.Running;
using Seatrial.Project.Secrets;

namespace Seatrial.Flows.Browsing;

/// <summary>A picture of the page and a trace of what was done on it, kept when a step fails. Both leave without secrets, or not at all.</summary>
internal sealed class BrowserEvidence
{
    private const string Picture = "picture.png";
    private const string Trace = "trace.zip";
    private const int MostPictureBytes = 4 * 1024 * 1024;

    // Less than there is for all of it: a page that is not drawn still has a trace.
    private static readonly TimeSpan PicturePatience = TimeSpan.FromSeconds(6);

    private readonly List<ElementQuery> _secretFields = [];
    private string? _notRecorded;
    private bool _isRecording;

    /// <summary>Notes where a secret is typed: whatever becomes of it there, no picture shows it.</summary>
    public void AddSecretField(BrowserDeed deed)
    {
        ElementQuery? field = deed switch
        {
            BrowserDeed.Fill fill => fill.Element,
            BrowserDeed.Select select => select.Element,
            BrowserDeed.Press press => press.Element,
            _ => null,
        };
        if (field is not null && !_secretFields.Contains(field))
        {
            _secretFields.Add(field);
        }
    }

    /// <summary>Records from here on; a try that follows another of the same step goes on with its recording.</summary>
    public async Task BeginAsync(IBrowserTab tab, string title, CancellationToken cancellationToken)
    {
        if (_isRecording)
        {
            return;
        }

        try
        {
            await tab.BeginTraceAsync(title, cancellationToken);
            _isRecording = true;
            _notRecorded = null;
        }
        catch (SeatrialException exception)
        {
            // The page can be looked at all the same.
            _notRecorded = exception.Message;
        }
    }

    /// <summary>Ends the recording, and takes the picture.</summary>
    public async Task<ImmutableArray<StepAttachment>> TakeAsync(IBrowserTab tab, bool hasFailed, Masker mask, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!hasFailed)
        {
            await EndAsync(tab, isKept: false, cancellationToken);
            return [];
        }

        if (!_isRecording && _notRecorded is null)
        {
            // It failed before it acted: whatever the page shows, it does not show why.
            return [];
        }

        StepAttachment picture = await TakePictureAsync(tab, mask, time, cancellationToken);
        return [picture, await TakeTraceAsync(tab, mask, cancellationToken)];
    }

    private async Task<StepAttachment> TakePictureAsync(IBrowserTab tab, Masker mask, TimeProvider time, CancellationToken cancellationToken)
    {
        StepAttachment picture = new(Picture, "image/png");
        using CancellationTokenSource patience = new(PicturePatience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            ReadOnlyMemory<byte> bytes = await tab.PictureAsync(new BrowserPrivacy(text => !ReferenceEquals(mask.MaskThroughout(text), text), [.. _secretFields]), either.Token);
            return bytes.Length > MostPictureBytes
                ? picture with { Missing = $"no picture: it has {Size(bytes.Length)}, more than is kept" }
                : picture with { Content = bytes };
        }
        catch (SeatrialException exception)
        {
            return picture with { Missing = $"no picture: {mask.Mask(exception.Message)}" };
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return picture with { Missing = $"no picture: the page was not drawn within {Wording.Time(PicturePatience)}" };
        }
    }

    private async Task<StepAttachment> TakeTraceAsync(IBrowserTab tab, Masker mask, CancellationToken cancellationToken)
    {
        StepAttachment trace = new(Trace, "application/zip");
        if (_notRecorded is { } whyNot)
        {
            return trace with { Missing = $"no trace: {mask.Mask(whyNot)}" };
        }

        try
        {
            BrowserTrace copy = BrowserTrace.Masked(await EndAsync(tab, isKept: true, cancellationToken), mask);
            return trace with
            {
                Content = copy.Zip,
                Missing = copy.LeftOut == 0 ? null : string.Create(
                    CultureInfo.InvariantCulture, $"{copy.LeftOut} of what the page loaded {(copy.LeftOut == 1 ? "is" : "are")} not in the trace: too large, or not to be masked"),
            };
        }
        catch (Exception exception) when (exception is SeatrialException or InvalidDataException)
        {
            return trace with { Missing = $"no trace: {mask.Mask(exception.Message)}" };
        }
    }

    private async Task<ReadOnlyMemory<byte>> EndAsync(IBrowserTab tab, bool isKept, CancellationToken cancellationToken)
    {
        if (!_isRecording)
        {
            return default;
        }

        _isRecording = false;
        return await tab.EndTraceAsync(isKept, cancellationToken);
    }

    private static string Size(int bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.0} MiB");
}
