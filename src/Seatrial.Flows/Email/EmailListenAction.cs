using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>Waits for a mail in an inbox.</summary>
internal sealed class EmailListenAction(IBoundValue inbox, TimeProvider time) : IListeningAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line($"inbox {inbox.Source}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => true;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = inbox.Names;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> ListenNames => Names;

    /// <inheritdoc/>
    public ValueTask<IStepListener> ListenAsync(StepContext context, CancellationToken cancellationToken)
    {
        ServerAddress address = ServerAddress.Evaluate(inbox, context.Scope, EmailVerb.InboxSchemes);
        if (address.Scheme is "imap" or "imaps")
        {
            return ImapInbox.OpenAsync(address, MailTls.Of(address, context.Scope), time, cancellationToken);
        }

        string written = address.Options.FirstOrDefault(static o => o.Key == "kind").Value ?? string.Empty;
        return HttpInboxKind.All.FirstOrDefault(k => k.Name == written) is { } kind
            ? HttpInbox.OpenAsync(address, kind, MailTls.Of(address, context.Scope), time, cancellationToken)
            : throw new FlowExpressionException(inbox.Span, $"the address must say what kind of inbox it is, by one of {string.Join(", ", HttpInboxKind.All.Select(static k => "?kind=" + k.Name))}");
    }
}
