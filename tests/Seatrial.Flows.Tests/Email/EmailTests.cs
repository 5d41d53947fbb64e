using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MimeKit;
using Seatrial.Core.Flows;
using Seatrial.Flows.Tests.Peers;
using Seatrial.Flows.Tests.Running;
using Seatrial.TestKit;
using Seatrial.TestKit.Servers;

namespace Seatrial.Flows.Tests.Email;

public sealed class EmailTests(RealServers servers)
{
    private const string Send = """
          - name: Write to Ada
            email: { via: '{{ smtp }}', send: { from: shop@example.com, to: ada@example.com, subject: Hello, text: Hello } }
            expect: { id: { contains: '@' } }
        """;

    private const string Await = """
          - name: Ada has mail
            email: { inbox: '{{ inbox }}' }
            match: { subject: 'Order 7' }
            within: 1s
        """;

    [Fact]
    public async Task RunAsync_MailCameBeforeItsStep_IsReadWithLinksAndAttachments()
    {
        using Trial earlier = await TrialAsync("""
              - email: { via: '{{ smtp }}', send: { from: shop@example.com, to: ada@example.com, subject: 'Order 7', text: 'of yesterday' } }
                expect: { id: { contains: '@' } }
            """);
        Assert.Null((await earlier.RunAsync()).Failure);
        using Trial trial = await TrialAsync("""
              - name: Another mail
                email: { via: '{{ smtp }}', send: { from: shop@example.com, to: eve@example.com, subject: 'Order 6', text: hello } }
              - name: The mail
                email:
                  via: '{{ smtp }}'
                  send:
                    from: The Shop <shop@example.com>
                    to: [ada@example.com, Bob <bob@example.com>]
                    cc: carol@example.com
                    subject: 'Order 7'
                    text: 'Größe: {{ evil }}. Your code is 123456, see https://shop.example/help.'
                    html: '<p>Click <a href="https://shop.example/confirm?a=1&amp;b=2">here</a></p>'
                    headers: { X-Tenant: acme, baggage: mine=1 }
                    attachments:
                      - { name: note.txt, text: 'hello' }
                      - { name: terms.bin, type: application/x-terms, file: terms.bin }
                expect: { id: { contains: '@' } }
              - name: Ada has mail
                email: { inbox: '{{ inbox }}' }
                match: { subject: 'Order 7', to: { contains: ada@example.com } }
                within: 10s
                expect:
                  from: shop@example.com
                  to: 'ada@example.com, bob@example.com'
                  cc: carol@example.com
                  text: { contains: "it's \"so\"", startsWith: Größe }
                  html: { contains: Click }
                  $.links: { equals: ['https://shop.example/confirm?a=1&b=2', 'https://shop.example/help'] }
                  $.attachments: { equals: [{ name: note.txt, size: 5, type: text/plain }, { name: terms.bin, size: 3, type: application/x-terms }] }
                  header.X-Tenant: acme
                  header.Seatrial-Synthetic: 'true'
                  header.traceparent: { startsWith: 00- }
                  header.baggage: { contains: seatrial.run=r1, endsWith: ',mine=1' }
                capture: { link: '$.links[0]', code: 'find:code is (\d{6})' }
              - name: They were captured
                email: { via: '{{ smtp }}', send: { from: shop@example.com, to: ada@example.com, subject: '{{ code }} {{ link }}' } }
                expect: { id: { contains: '@' } }
            """);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        Assert.EndsWith("123456 https://shop.example/confirm?a=1&b=2", trial.Sink.Exchanges[3]!.Request.StartLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_OnlyOtherMailsCame_TellsTheNearest()
    {
        using Trial trial = await TrialAsync(
            """
              - email: { via: '{{ smtp }}', send: { from: shop@example.com, to: ada@example.com, subject: 'Order 8', text: hello } }

            """ + Await.Replace("within: 1s", "within: 3s", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("imap")]
    public async Task RunAsync_NothingCame_NamesTheDeadline(string kind)
    {
        RealServer server = await servers.GetAsync(kind == "http" ? ServerKind.MailDev : ServerKind.Dovecot);
        using Trial trial = Of(Await.Replace("'Order 7'", "nothing", StringComparison.Ordinal), server.Address, server.Second);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Deadline, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_NothingCame_NamesTheDeadline)}.{kind}");
    }

    [Fact]
    public async Task RunAsync_Imap_HearsWhatComesAndChangesNothing()
    {
        RealServer server = await servers.GetAsync(ServerKind.Dovecot);
        await AppendAsync(server, "Order 7", "of yesterday");
        await using FakeService shop = await FakeService.StartAsync(app => app.MapPost("/orders", async () =>
        {
            await AppendAsync(server, "Order 6", "another");
            await AppendAsync(server, "Order 7", "See https://shop.example/confirm/7");
            return Results.Ok();
        }));
        using Trial trial = Trial.Of(
            """
              - http: POST {{ shop }}/orders
                expect: { status: 200 }
              - name: Ada has mail
                email: { inbox: '{{ inbox }}' }
                match: { subject: 'Order 7' }
                within: 10s
                expect: { '$.links[0]': 'https://shop.example/confirm/7', from: shop@example.com }
            """,
            shop.Address,
            more: $"variables: {{ inbox: '{server.Address}' }}");

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Null(result.Failure);
        using ImapClient client = await OpenAsync(server);
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
        IList<IMessageSummary> mails = await client.Inbox.FetchAsync(0, -1, MessageSummaryItems.Flags, TestContext.Current.CancellationToken);
        Assert.NotEmpty(mails);
        Assert.All(mails, static mail => Assert.Equal(MessageFlags.None, mail.Flags & ~MessageFlags.Recent));
    }

    [Theory]
    [InlineData("imaps", "trusted")]
    [InlineData("imaps", "untrusted")]
    [InlineData("imap", "trusted")]
    [InlineData("imap", "untrusted")]
    public async Task RunAsync_ImapOverTls_NeedsItsAuthority(string scheme, string kind)
    {
        RealServer server = await servers.GetAsync(ServerKind.Dovecot);
        using Trial trial = Over(scheme == "imaps" ? server.Second : server.Address.Replace("starttls=never", "starttls=required", StringComparison.Ordinal), server, kind, Await.Replace("'Order 7'", "nothing", StringComparison.Ordinal).Replace("1s", "8s", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(kind == "trusted" ? FailureKind.Deadline : FailureKind.Transport, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_ImapOverTls_NeedsItsAuthority)}.{scheme}.{kind}");
    }

    [Theory]
    [InlineData("smtps", "trusted")]
    [InlineData("smtps", "untrusted")]
    [InlineData("smtps", "denied")]
    [InlineData("smtp", "trusted")]
    [InlineData("smtp", "untrusted")]
    [InlineData("smtp", "denied")]
    public async Task RunAsync_SmtpOverTls_NeedsItsAuthorityAndSignsIn(string scheme, string kind)
    {
        RealServer server = await servers.GetAsync(ServerKind.SmtpServer);
        string address = scheme == "smtps" ? server.Second : server.Address;
        using Trial trial = Over(kind == "denied" ? address.Replace(":" + server.Password + "@", ":not-the-password@", StringComparison.Ordinal) : address, server, kind, Send);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(kind == "trusted", result.Failure is null);
        if (result.Failure is { } failure)
        {
            Assert.Equal(kind == "denied" ? TransportFault.Denied : TransportFault.Tls, failure.Fault);
            Assert.DoesNotContain("not-the-password", trial.Everything(result), StringComparison.Ordinal);
            Snapshot.Match(Trial.Stable(failure.Message), $"{nameof(RunAsync_SmtpOverTls_NeedsItsAuthorityAndSignsIn)}.{scheme}.{kind}");
        }
    }

    [Theory]
    [InlineData("smtp")]
    [InlineData("imap")]
    [InlineData("http")]
    public async Task RunAsync_WrongCredentials_SaysWhoIsNotLetIn(string kind)
    {
        RealServer server = await servers.GetAsync(kind == "imap" ? ServerKind.Dovecot : ServerKind.MailDev);
        string second = server.Second.Replace(":" + server.Password + "@", ":not-the-password@", StringComparison.Ordinal);
        using Trial trial = Of(kind == "smtp" ? Send : Await.Replace("1s", "8s", StringComparison.Ordinal), server.WithWrongPassword, second);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.Denied), (result.Failure!.Kind, result.Failure.Fault));
        Assert.DoesNotContain("not-the-password", trial.Everything(result), StringComparison.Ordinal);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_WrongCredentials_SaysWhoIsNotLetIn)}.{kind}");
    }

    [Theory]
    [InlineData("smtp", "")]
    [InlineData("imap", "")]
    [InlineData("http", "?kind=mailpit")]
    public async Task RunAsync_NothingListens_IsRefused(string scheme, string options)
    {
        string address = RawPeer.Nowhere().Replace("http://", scheme + "://ada:lovelace@", StringComparison.Ordinal) + options;
        using Trial trial = Of(scheme == "smtp" ? Send : Await, address, address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal((FailureKind.Transport, TransportFault.ConnectionRefused), (result.Failure!.Kind, result.Failure.Fault));
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_NothingListens_IsRefused)}.{scheme}");
    }

    [Theory]
    [InlineData("smtp", "", "SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("imap", "", "SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("http", "?kind=mailpit", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")]
    public async Task RunAsync_AnswerIsNoMailServers_SaysSo(string scheme, string options, string text)
    {
        await using RawPeer peer = RawPeer.Answering(text, waitsForHead: scheme == "http");
        string address = peer.Address.Replace("http://", scheme + "://", StringComparison.Ordinal) + options;
        using Trial trial = Of(scheme == "smtp" ? Send : Await.Replace("1s", "8s", StringComparison.Ordinal), address, address);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.Equal(FailureKind.Transport, result.Failure!.Kind);
        Snapshot.Match(Trial.Stable(result.Failure.Message), $"{nameof(RunAsync_AnswerIsNoMailServers_SaysSo)}.{scheme}");
    }

    [Fact]
    public async Task RunAsync_ServerRefusesTheMail_SaysItsWords()
    {
        await using RawPeer peer = RawPeer.Speaking("220 mail.example ESMTP\r\n250 mail.example\r\n550 5.1.8 Sender address rejected\r\n250 reset\r\n221 bye\r\n");
        using Trial trial = Of(Send, string.Empty, peer.Address.Replace("http://", "smtp://", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_NoAddressOfMail_IsNotSent()
    {
        using Trial trial = await TrialAsync(Send.Replace("to: ada@example.com", "to: nobody at all", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    [Fact]
    public async Task RunAsync_LineBreakInTheSubject_IsNotSent()
    {
        using Trial trial = await TrialAsync(Send.Replace("subject: Hello", "subject: \"Hello\\r\\nBcc: eve@example.com\"", StringComparison.Ordinal));

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    // What their documentation says they answer; neither can be had here.
    [Theory]
    [InlineData("mailpit", "/api/v1/messages", """{"total":2,"messages":[{"ID":"new","Subject":"Order 7"},{"ID":"old","Subject":"Order 7"}]}""", "/api/v1/message/new/raw")]
    [InlineData("mailhog", "/api/v2/messages", """{"total":2,"count":2,"start":0,"items":[{"ID":"new","From":{}},{"ID":"old","From":{}}]}""", "/api/v1/messages/new/download")]
    public async Task RunAsync_OtherInboxes_AreRead(string kind, string list, string later, string mail)
    {
        int asked = 0;
        string before = later.Replace(later[later.IndexOf("{\"ID\":\"new\"", StringComparison.Ordinal)..(later.IndexOf("},{\"ID\":\"old\"", StringComparison.Ordinal) + 2)], string.Empty, StringComparison.Ordinal);
        await using FakeService inbox = await FakeService.StartAsync(app =>
        {
            app.MapGet(list, () => Results.Text(Interlocked.Increment(ref asked) == 1 ? before : later, "application/json"));
            app.MapGet(mail, static () => Results.Text("From: shop@example.com\r\nTo: ada@example.com\r\nSubject: Order 7\r\n\r\nnew one\r\n", "text/plain"));
        });
        using Trial trial = Of(Await.Replace("1s", "8s", StringComparison.Ordinal) + "\n    expect: { text: { startsWith: new one } }", $"{inbox.Address}?kind={kind}", string.Empty);

        Assert.Null((await trial.RunAsync()).Failure);
        Assert.Equal(1, inbox.SeenLines.Count(line => line.StartsWith("GET " + mail, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunAsync_InboxOfNoKind_SaysWhichThereAre()
    {
        using Trial trial = Of(Await, "http://127.0.0.1:1", string.Empty);

        FlowAttemptResult result = await trial.RunAsync();

        Assert.NotNull(result.Failure);
        Snapshot.Match(Trial.Stable(result.Failure.Message));
    }

    private static Trial Of(string steps, string inbox, string smtp) => Trial.Of(
        steps,
        "http://127.0.0.1:1",
        more: $"variables: {{ inbox: '{inbox}', smtp: '{smtp}', evil: \"it's \\\"so\\\"\" }}",
        files: new(StringComparer.Ordinal) { ["terms.bin"] = "abc" });

    /// <summary>One that trusts the server's authority, unless it is to be untrusted.</summary>
    private static Trial Over(string address, RealServer server, string kind, string steps) => new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["seatrial.yaml"] = $"project: shop\nenvironments: {{ local: {{ {(kind == "untrusted" ? string.Empty : "tls: { ca: ca.pem }, ")}variables: {{ inbox: '{address}', smtp: '{address}' }} }} }}\n",
        ["ca.pem"] = server.Authority,
        ["flows/flow.flow.yaml"] = $"flow: A journey\nsteps:\n{steps}\n",
    });

    private static async Task AppendAsync(RealServer server, string subject, string text)
    {
        using ImapClient client = await OpenAsync(server);
        using MimeMessage mail = new() { Subject = subject, Body = new TextPart("plain") { Text = text } };
        mail.From.Add(MailboxAddress.Parse("shop@example.com"));
        mail.To.Add(MailboxAddress.Parse("ada@example.com"));
        await client.Inbox!.AppendAsync(mail, MessageFlags.None, TestContext.Current.CancellationToken);
    }

    private static async Task<ImapClient> OpenAsync(RealServer server)
    {
        Uri address = new(server.Address);
        ImapClient client = new();
        await client.ConnectAsync(address.Host, address.Port, SecureSocketOptions.None, TestContext.Current.CancellationToken);
        await client.AuthenticateAsync("seatrial", server.Password, TestContext.Current.CancellationToken);
        return client;
    }

    private async Task<Trial> TrialAsync(string steps)
    {
        RealServer server = await servers.GetAsync(ServerKind.MailDev);
        return Of(steps, server.Address, server.Second);
    }
}
