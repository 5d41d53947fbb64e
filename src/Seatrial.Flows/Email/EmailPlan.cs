using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Email;

/// <summary>A mail to send, as written.</summary>
/// <param name="From">Whose it is.</param>
/// <param name="To">Whom it is for; one, or a list.</param>
internal sealed record EmailPlan(IBoundValue From, IBoundValue To)
{
    public IBoundValue? Cc { get; init; }

    public IBoundValue? Subject { get; init; }

    public IBoundValue? Text { get; init; }

    public IBoundValue? Html { get; init; }

    public ImmutableArray<KeyValuePair<string, IBoundValue>> Headers { get; init; } = [];

    public ImmutableArray<EmailAttachment> Attachments { get; init; } = [];

    /// <summary>Everything in it that is evaluated.</summary>
    public IEnumerable<IBoundValue> Values =>
        new[] { From, To, Cc, Subject, Text, Html }
            .Concat(Headers.Select(static h => (IBoundValue?)h.Value))
            .Concat(Attachments.SelectMany(static a => new[] { a.Name, a.Type, a.Text }))
            .OfType<IBoundValue>();
}
