using System.Text;
using MailKit.Net.Smtp;
using MimeKit;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>One mail out.</summary>
internal static class SmtpSending
{
    /// <exception cref="StepTransportException">The server did not say whether it took the mail.</exception>
    public static async ValueTask<StepAnswer> SendAsync(ServerAddress address, OutgoingEmail mail, ConnectionSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        StepExchange sent = Shown.Exchange("email", address, Shown.Message(
            $"{address.Shown} send to {string.Join(", ", mail.To)}: {mail.Subject}",
            Shown.Headers(mail.Headers),
            mail.Text ?? mail.Html));
        long started = time.GetTimestamp();
        using MimeMessage message = Compose(mail, out string? wrong);
        if (wrong is not null)
        {
            return new SentAnswer(sent, $"`{wrong}` is no address of mail", time.GetElapsedTime(started)) { IsOurs = true };
        }

        using SmtpClient client = new();
        await MailServer.EnterAsync(client, address, settings, sent, cancellationToken);
        try
        {
            string said = await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return new SentAnswer(sent, null, time.GetElapsedTime(started)) { Said = said, Id = message.MessageId };
        }
        catch (SmtpCommandException refused)
        {
            string who = refused.Mailbox is { } mailbox ? $" ({mailbox.Address})" : string.Empty;
            return new SentAnswer(sent, $"{(int)refused.StatusCode} {address.Hide(refused.Message)}{who}", time.GetElapsedTime(started));
        }
        catch (Exception exception) when (MailServer.IsOfServer(exception))
        {
            throw ServerFaults.OfRequest(exception, address, sent, cancellationToken);
        }
    }

    private static MimeMessage Compose(OutgoingEmail mail, out string? wrong)
    {
        MimeMessage message = new() { Subject = mail.Subject };
        wrong = Add(message.From, [mail.From]) ?? Add(message.To, mail.To) ?? Add(message.Cc, mail.Cc);
        foreach ((string name, string value) in mail.Headers)
        {
            message.Headers.Add(name, Encoding.UTF8, value);
        }

        BodyBuilder body = new() { TextBody = mail.Text, HtmlBody = mail.Html };
        foreach ((string name, string? type, ReadOnlyMemory<byte> content) in mail.Attachments)
        {
            if (type is not null && ContentType.TryParse(type, out ContentType? known))
            {
                body.Attachments.Add(name, content.ToArray(), known);
            }
            else
            {
                body.Attachments.Add(name, content.ToArray());
            }
        }

        message.Body = body.ToMessageBody();
        return message;
    }

    private static string? Add(InternetAddressList list, IEnumerable<string> people)
    {
        foreach (string one in people)
        {
            if (!MailboxAddress.TryParse(one, out MailboxAddress? mailbox))
            {
                return one;
            }

            list.Add(mailbox);
        }

        return null;
    }
}
