namespace Seatrial.Flows.Email;

/// <summary>An inbox for tests that is asked over HTTP.</summary>
/// <param name="Name">What it is called in an address.</param>
/// <param name="List">Where its mails are listed.</param>
/// <param name="Property">The property of the answer that holds them; null when the answer is the list.</param>
/// <param name="Id">The property of a mail that holds its id.</param>
/// <param name="Before">What stands before the id in the path of a mail as it came.</param>
/// <param name="After">What stands behind it.</param>
internal sealed record HttpInboxKind(string Name, string List, string? Property, string Id, string Before, string After)
{
    /// <summary>Whether the newest mail is listed first.</summary>
    public bool IsNewestFirst { get; init; }

    public static IReadOnlyList<HttpInboxKind> All { get; } =
    [
        new("maildev", "api/email", null, "id", "api/email/", "/download"),
        new("mailpit", "api/v1/messages?limit=200", "messages", "ID", "api/v1/message/", "/raw") { IsNewestFirst = true },
        new("mailhog", "api/v2/messages?limit=200", "items", "ID", "api/v1/messages/", "/download") { IsNewestFirst = true },
    ];
}
