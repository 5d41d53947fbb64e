using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Flows.Messages;
using Seatrial.Flows.Servers;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Email;

/// <summary>Hands one mail to a server and waits until that has taken it.</summary>
internal sealed class EmailSendAction(IBoundValue via, EmailPlan plan, TimeProvider time) : IRequestAction
{
    /// <inheritdoc/>
    public string Summary { get; } = Shown.Line($"send {plan.To.Source}: {plan.Subject?.Source}");

    /// <inheritdoc/>
    public string? Target => null;

    /// <inheritdoc/>
    public bool IsIdempotent => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = [.. plan.Values.Append(via).SelectMany(static v => v.Names).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        IFlowScope scope = context.Scope;
        ServerAddress address = ServerAddress.Evaluate(via, scope, EmailVerb.SendSchemes);
        List<KeyValuePair<string, string>> headers = CarriedHeaders.Of(plan.Headers, context);
        string subject = plan.Subject?.Evaluate(scope).ToText() ?? string.Empty;
        if (headers.Append(new("Subject", subject)).FirstOrDefault(static h => h.Value.AsSpan().ContainsAny('\r', '\n')) is { Key: not null } broken)
        {
            throw new FlowExpressionException(via.Span, $"the header {broken.Key} has a line break in it, which would begin another header");
        }

        OutgoingEmail mail = new(plan.From.Evaluate(scope).ToText(), People(plan.To, scope), plan.Cc is null ? [] : People(plan.Cc, scope))
        {
            Subject = subject,
            Text = plan.Text?.Evaluate(scope).ToText(),
            Html = plan.Html?.Evaluate(scope).ToText(),
            Headers = headers,
            Attachments =
            [
                .. plan.Attachments.Select(a => (a.Name.Evaluate(scope).ToText(), a.Type?.Evaluate(scope).ToText(), a.File ?? Encoding.UTF8.GetBytes(a.Text!.Evaluate(scope).ToText()))),
            ],
        };
        return await SmtpSending.SendAsync(address, mail, MailTls.Of(address, scope), time, cancellationToken);
    }

    private static ImmutableArray<string> People(IBoundValue written, IFlowScope scope)
    {
        FlowValue value = written.Evaluate(scope);
        return value is { Exists: true, Json.ValueKind: JsonValueKind.Array }
            ? [.. value.Json.EnumerateArray().Select(static one => one.ToString())]
            : [value.ToText()];
    }
}
