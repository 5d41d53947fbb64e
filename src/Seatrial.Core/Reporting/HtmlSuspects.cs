using Seatrial.Core.Triage;

namespace Seatrial.Core.Reporting;

/// <summary>The services the evidence points at, and that evidence.</summary>
internal static class HtmlSuspects
{
    public static void Write(HtmlWriter html, RunReport report)
    {
        if (report.State.Suspects.IsDefaultOrEmpty)
        {
            return;
        }

        html.Write("""<section aria-labelledby="suspects"><h2 id="suspects">Suspects</h2><ol class="suspects">""");
        double most = report.State.Suspects.Max(suspect => suspect.Score);
        foreach (Suspect suspect in report.State.Suspects)
        {
            WriteSuspect(html, suspect, most);
        }

        html.Write("</ol></section>\n");
    }

    private static void WriteSuspect(HtmlWriter html, Suspect suspect, double most)
    {
        double share = most > 0 ? Math.Clamp(suspect.Score / most * 100, 2, 100) : 2;
        html.Write($"<li><h3>{suspect.Service} <code>{suspect.Version}</code>");
        html.Write(suspect.IsChanged
            ? """<span class="tag bad">changed by this deployment</span>"""
            : """<span class="tag">unchanged</span>""");
        html.Write($"""</h3><svg class="meter" role="img" aria-label="score {suspect.Score:0.00} of {most:0.00}"><rect width="100%" height="4" rx="2"/><rect class="fill" width="{share:0.#}%" height="4" rx="2"/></svg>""");
        if (suspect.Operation is { } operation)
        {
            html.Write($"""<p class="soft">First failed operation: <code>{operation}</code></p>""");
        }

        html.Write("<ul class=\"evidence\">");
        foreach (string line in suspect.Evidence)
        {
            html.Write($"<li>{line}</li>");
        }

        html.Write("</ul>");
        if (suspect.FirstError is { } log)
        {
            string at = log.At.UtcDateTime.ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
            html.Write($"""<pre class="log" tabindex="0"><b>first error log, {at}</b>{"\n"}{log.Body}""");
            if (log.ExceptionType is { } type)
            {
                html.Write($"\n{type}: {log.ExceptionMessage}");
            }

            html.Write("</pre>");
        }

        html.Write("</li>");
    }
}
