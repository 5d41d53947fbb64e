using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Text;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Email;

/// <summary>Reads a mail as it came.</summary>
internal static partial class MailReader
{
    private const int MostLinks = 1000;

    /// <summary>The mail; where it cannot be read as one, its bytes.</summary>
    public static ReceivedMessage Read(byte[] bytes)
    {
        try
        {
            using MemoryStream stream = new(bytes, writable: false);
            using MimeMessage mail = MimeMessage.Load(stream);
            return Of(mail);
        }
        catch (Exception exception) when (exception is FormatException or IOException or ArgumentException or NotSupportedException)
        {
            return new("mail that cannot be read", bytes);
        }
    }

    public static ReceivedMessage Of(MimeMessage mail)
    {
        string? html = mail.HtmlBody;
        string text = mail.TextBody ?? string.Empty;
        ImmutableDictionary<string, string> facts = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("subject", mail.Subject ?? string.Empty),
            KeyValuePair.Create("from", Addresses(mail.From)),
            KeyValuePair.Create("to", Addresses(mail.To)),
            KeyValuePair.Create("cc", Addresses(mail.Cc)),
            KeyValuePair.Create("text", text),
            KeyValuePair.Create("html", html ?? string.Empty),
        ]);
        byte[] document = System.Text.Encoding.UTF8.GetBytes(JsonTexts.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (string name in (string[])["subject", "from", "to", "cc", "text", "html"])
            {
                writer.WriteString(name, facts[name]);
            }

            writer.WriteStartArray("links");
            foreach (string link in Links(text, html))
            {
                writer.WriteStringValue(link);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("attachments");
            foreach (MimeEntity attachment in mail.Attachments)
            {
                writer.WriteStartObject();
                writer.WriteString("name", attachment.ContentDisposition?.FileName ?? attachment.ContentType.Name ?? string.Empty);
                writer.WriteNumber("size", Size(attachment));
                writer.WriteString("type", attachment.ContentType.MimeType);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }).GetRawText());
        return new(Shown.Line($"mail to {facts["to"]}: {facts["subject"]}"), document)
        {
            Headers = [.. mail.Headers.Select(static h => new ExchangeHeader(h.Field, h.Value))],
            Facts = facts,
            Ask = subject => Find(subject, [facts["text"], facts["html"], facts["subject"]]),
        };
    }

    /// <summary><c>find:</c> and a regular expression: its first group, or all it matched, in the text, else in the HTML or the subject.</summary>
    private static (FlowValue Value, string? WhyNot) Find(string subject, string[] places)
    {
        if (!subject.StartsWith(EmailVerb.Find, StringComparison.Ordinal))
        {
            return (default, null);
        }

        try
        {
            Regex pattern = new(subject[EmailVerb.Find.Length..].Trim(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            Match? found = places.Select(place => pattern.Match(place)).FirstOrDefault(static m => m.Success);
            return found is null
                ? (default, "nothing in the mail matches")
                : (FlowValues.Of(found.Groups.Count > 1 ? found.Groups[1].Value : found.Value), null);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return (default, $"the regular expression cannot be used: {exception.Message}");
        }
    }

    private static string Addresses(InternetAddressList list) =>
        string.Join(", ", list.Mailboxes.Select(static m => m.Address));

    /// <summary>Where a reader can click: the links of the HTML in their order, then those that only the text has.</summary>
    private static List<string> Links(string text, string? html)
    {
        List<string> links = [];
        if (html is not null)
        {
            HtmlTokenizer tokens = new(new StringReader(html)) { DecodeCharacterReferences = true };
            while (tokens.ReadNextToken(out HtmlToken? token))
            {
                if (token is HtmlTagToken { IsEndTag: false, Id: HtmlTagId.A or HtmlTagId.Area } tag && tag.Attributes.FirstOrDefault(static a => a.Id == HtmlAttributeId.Href)?.Value is { Length: > 0 } href)
                {
                    links.Add(href.Trim());
                }
            }
        }

        links.AddRange(Written().Matches(text).Select(static m => m.Value.TrimEnd('.', ',', ';', ':', '!', '?')));
        return [.. links.Distinct(StringComparer.Ordinal).Take(MostLinks)];
    }

    private static long Size(MimeEntity attachment)
    {
        using MemoryStream content = new();
        if (attachment is MimePart { Content: { } part })
        {
            part.DecodeTo(content);
        }
        else
        {
            attachment.WriteTo(content, contentOnly: true);
        }

        return content.Length;
    }

    [GeneratedRegex(@"https?://[^\s<>""'\)\]]+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
