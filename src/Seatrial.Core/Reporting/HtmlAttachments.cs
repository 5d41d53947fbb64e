using System.Globalization;
using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>The files that show why steps failed, inside the page: pictures to be seen, other files to be saved.</summary>
internal sealed class HtmlAttachments(HtmlWriter html, BlobReader blobs)
{
    // All of a report's, so that one about a thousand broken pages can still be opened.
    private long _room = 32 * 1024 * 1024;

    public async ValueTask WriteAsync(StepRecord record, CancellationToken cancellationToken)
    {
        foreach (StepAttachment file in record.Attachments ?? [])
        {
            await WriteAsync(record, file, cancellationToken);
        }

        foreach (StepRecord inner in record.Inner)
        {
            await WriteAsync(inner, cancellationToken);
        }
    }

    private async ValueTask WriteAsync(StepRecord record, StepAttachment file, CancellationToken cancellationToken)
    {
        if (!file.Blobs.IsDefaultOrEmpty)
        {
            if (file.Bytes > _room)
            {
                html.Write($"""<p class="soft">{file.Name} is kept, but not in this report, which would be too large.</p>""");
            }
            else if (await RunReports.ReadAttachmentAsync(file, blobs, cancellationToken) is { } bytes)
            {
                _room -= bytes.Length;
                WriteContent(record, file, Convert.ToBase64String(bytes.Span));
            }
            else
            {
                html.Write($"""<p class="soft">{file.Name} is no longer kept.</p>""");
            }
        }

        if (file.Missing is { } missing)
        {
            html.Write($"""<p class="soft">{missing}</p>""");
        }
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KiB");

    private void WriteContent(StepRecord record, StepAttachment file, string base64)
    {
        if (file.MediaType == "image/png")
        {
            html.Write($"""<figure class="picture"><img alt="The page when {record.Name} failed" src="data:image/png;base64,""");
            html.Write(base64);
            html.Write("\" loading=\"lazy\"><figcaption class=\"soft\">The page when this failed; what is secret is covered.</figcaption></figure>");
            return;
        }

        html.Write($"""<p><a download="{file.Name}" href="data:{file.MediaType};base64,""");
        html.Write(base64);
        html.Write("\">");
        html.Write($"""{file.Name}</a> <span class="soft">{Size(file.Bytes)}{(file.MediaType == "application/zip" ? ", what was done on the page: npx playwright show-trace " + file.Name : string.Empty)}</span></p>""");
    }
}
