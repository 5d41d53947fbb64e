using System.Collections.Immutable;

namespace Seatrial.Flows.Email;

/// <summary>A mail to send.</summary>
internal sealed record OutgoingEmail(string From, ImmutableArray<string> To, ImmutableArray<string> Cc)
{
    public string Subject { get; init; } = string.Empty;

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ImmutableArray<(string Name, string? Type, ReadOnlyMemory<byte> Content)> Attachments { get; init; } = [];
}
