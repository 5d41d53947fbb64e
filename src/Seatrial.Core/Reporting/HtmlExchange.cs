using Seatrial.Core.Flows;

namespace Seatrial.Core.Reporting;

/// <summary>What a step sent and received, side by side, and the line that repeats it.</summary>
internal static class HtmlExchange
{
    public static void Write(HtmlWriter html, StepExchange exchange)
    {
        html.Write("<div class=\"exchange\">");
        WriteMessage(html, "Request", exchange.Request);
        if (exchange.Response is { } response)
        {
            WriteMessage(html, exchange.RemoteAddress is null ? "Response" : $"Response from {exchange.RemoteAddress}", response);
        }
        else
        {
            html.Write("""<div class="msg"><h5>Response</h5><p class="soft">None came.</p></div>""");
        }

        html.Write("</div>");
        if (exchange.Note is { } note)
        {
            html.Write($"""<p class="soft">{note}</p>""");
        }

        if (exchange.Curl is { } curl)
        {
            html.Write($"""<div class="copy"><span>Repeat</span><code>{curl}</code><button type="button" data-copy hidden>Copy</button></div>""");
        }
    }

    private static void WriteMessage(HtmlWriter html, string title, ExchangeMessage message)
    {
        html.Write($"""<div class="msg"><h5>{title}</h5><pre tabindex="0"><b>{message.StartLine}</b>""");
        foreach (ExchangeHeader header in message.Headers)
        {
            html.Write($"""{"\n"}<i>{header.Name}:</i> {header.Value}""");
        }

        if (!string.IsNullOrEmpty(message.Body))
        {
            html.Write($"\n\n{message.Body}");
        }

        html.Write("</pre>");
        if (message.IsBodyCut)
        {
            string bytes = message.BodyBytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
            html.Write($"""<p class="soft">Cut: the body has {bytes} bytes.</p>""");
        }
        else if (message.Body is null && message.BodyBytes > 0)
        {
            string bytes = message.BodyBytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
            html.Write($"""<p class="soft">{bytes} bytes that are not text.</p>""");
        }

        html.Write("</div>");
    }
}
