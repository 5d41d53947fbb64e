using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Email;

/// <summary><c>email:</c> a mail to send, or an inbox to listen to.</summary>
/// <param name="time">The clock.</param>
internal sealed class EmailVerb(TimeProvider time) : IStepVerb
{
    public static readonly FrozenDictionary<string, int> SendSchemes =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["smtp"] = 587, ["smtps"] = 465 }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, int> InboxSchemes =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["imap"] = 143, ["imaps"] = 993, ["http"] = 80, ["https"] = 443 }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The subject that takes a regular expression.</summary>
    public const string Find = "find:";

    private const string Example = "email: { inbox: '{{ mailbox }}' }";
    private const string SendExample = "send: { from: shop@example.com, to: ada@example.com, subject: Hello, text: Hello }";
    private const string AttachmentsExample = "attachments: [{ name: a.txt, text: hello }, { name: b.pdf, file: files/b.pdf }]";

    /// <inheritdoc/>
    public string Key => "email";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["subject", "from", "to", "cc", "text", "html", "header.", "id", Find];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Sends a mail, or listens to an inbox.", new DocumentShape.Map(
    [
        new("inbox", new DocumentShape.Text(), "Where the inbox is: imap://, imaps://, or http:// and https:// with ?kind=."),
        new("via", new DocumentShape.Text(), "Where the server is that sends: smtp:// or smtps://."),
        new(
            "send",
            new DocumentShape.Map(
            [
                new("from", new DocumentShape.Anything(), "Whose mail it is.", IsRequired: true),
                new("to", new DocumentShape.Anything(), "Whom it is for: one, or a list.", IsRequired: true),
                new("cc", new DocumentShape.Anything(), "Who gets a copy: one, or a list."),
                new("subject", new DocumentShape.Anything(), "The subject."),
                new("text", new DocumentShape.Anything(), "What it says, as text."),
                new("html", new DocumentShape.Anything(), "What it says, as HTML."),
                new("headers", new DocumentShape.Names(new DocumentShape.Anything()), "Further headers."),
                new("attachments", new DocumentShape.List(new DocumentShape.Map(
                [
                    new("name", new DocumentShape.Anything(), "Its name.", IsRequired: true),
                    new("type", new DocumentShape.Anything(), "Its type. Default: by its name."),
                    new("text", new DocumentShape.Anything(), "Its content, as text."),
                    new("file", new DocumentShape.Text(), "Its content: a file of the project."),
                ])
                {
                    OneOf = ["text", "file"],
                }), "Files that go with it."),
            ]),
            "The mail to send."),
    ])
    {
        OneOf = ["inbox", "send"],
    });

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        string? what = map.OneOf("inbox", "send");
        IBoundValue? address = what switch
        {
            "inbox" => map.Address("inbox", InboxSchemes),
            "send" => map.Address("via", SendSchemes),
            _ => null,
        };
        if (what == "inbox" && map.Node("via") is { } via)
        {
            ServerDiagnostics.Several(context, via.Span, Key, "inbox", "via");
        }

        EmailPlan? plan = what == "send" ? BindSend(map) : null;
        map.Finish("via");
        return address is null ? null
            : what == "inbox" ? new EmailListenAction(address, time)
            : plan is null ? null
            : new EmailSendAction(address, plan, time);
    }

    private static EmailPlan? BindSend(VerbMap map)
    {
        if (map.Inner("send", SendExample) is not { } send)
        {
            return null;
        }

        IBoundValue? from = send.Required("from");
        IBoundValue? to = send.Required("to");
        ImmutableArray<KeyValuePair<string, IBoundValue>> headers = send.Entries("headers", "headers: { X-Tenant: acme }");
        foreach ((string name, IBoundValue value) in headers)
        {
            if (HttpIdentity.IsReserved(name))
            {
                HttpDiagnostics.ReservedHeader(map.Context, value.Span, name);
            }
            else if (name.Length == 0 || name.Any(static c => c is <= ' ' or ':' or > '~'))
            {
                ServerDiagnostics.Error(map.Context, "ST1121", value.Span, $"`{name}` cannot be the name of a header of a mail.", "Write letters, digits and `-`: `headers: { X-Tenant: acme }`.");
            }
        }

        EmailPlan? plan = from is null || to is null ? null : new EmailPlan(from, to)
        {
            Cc = send.Value("cc"),
            Subject = send.Value("subject"),
            Text = send.Value("text"),
            Html = send.Value("html"),
            Headers = headers,
            Attachments = BindAttachments(send),
        };
        send.Finish("cc", "subject", "text", "html", "attachments");
        return plan;
    }

    private static ImmutableArray<EmailAttachment> BindAttachments(VerbMap send)
    {
        switch (send.Node("attachments"))
        {
            case null:
                return [];
            case DocumentNode.Sequence list when list.Items.All(static i => i is DocumentNode.Mapping):
                return [.. list.Items.Select(item => BindAttachment((DocumentNode.Mapping)item, send.Context)).OfType<EmailAttachment>()];
            case { } other:
                ServerDiagnostics.Error(send.Context, "ST1120", other.Span, "`attachments` is a list of maps.", $"Write for example: `{AttachmentsExample}`");
                return [];
        }
    }

    private static EmailAttachment? BindAttachment(DocumentNode.Mapping item, IBindContext context)
    {
        VerbMap map = new(item, "attachments", AttachmentsExample, context);
        IBoundValue? name = map.Required("name");
        IBoundValue? type = map.Value("type");
        string? what = map.OneOf("text", "file");
        map.Finish();
        if (name is null || what is null)
        {
            return null;
        }

        if (what == "text")
        {
            return new(name, type, map.Value("text"), null);
        }

        if (map.Node("file") is DocumentNode.Scalar { Kind: ScalarKind.Text } path)
        {
            return context.ReadBytes(path) is { } content ? new(name, type, null, content) : null;
        }

        ServerDiagnostics.NotAValue(context, map.Node("file")!.Span, "file", "the path of a file of the project", "file: files/terms.pdf");
        return null;
    }
}
