using System.Diagnostics;

namespace Shop.ServiceDefaults.Outbox;

/// <summary>A message as it waits in the table, with the trace it belongs to.</summary>
internal sealed record OutboxRow
{
    public required long Id { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Service { get; init; }

    public required string Path { get; init; }

    public required string Scope { get; init; }

    public required string Body { get; init; }

    public required string IdempotencyKey { get; init; }

    public required ActivityContext Parent { get; init; }

    public required IReadOnlyDictionary<string, string?> Baggage { get; init; }

    /// <summary>How often it has been tried, this time included.</summary>
    public required int Attempt { get; init; }
}
