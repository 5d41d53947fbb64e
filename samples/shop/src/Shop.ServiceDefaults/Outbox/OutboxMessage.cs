namespace Shop.ServiceDefaults.Outbox;

/// <summary>Something another service must hear about, sooner or later.</summary>
/// <param name="Kind">What it is, in a word or two; the name of its delivery's span.</param>
/// <param name="Subject">What it is about: the order.</param>
/// <param name="Service">Who must hear.</param>
/// <param name="Path">Where it is posted.</param>
/// <param name="Scope">The scope that takes.</param>
/// <param name="Body">The content, serialised as JSON.</param>
public sealed record OutboxMessage(
    string Kind, string Subject, string Service, string Path, string Scope, object Body);
