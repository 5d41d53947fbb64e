using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Http;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Rpc;

/// <summary><c>grpc: '{{ orders }}/shop.v1.Orders/Place'</c>, described by the server's reflection or by a <c>.proto</c> file.</summary>
/// <param name="transport">The clock, and the limits.</param>
internal sealed partial class GrpcVerb(HttpTransport transport) : IStepVerb
{
    /// <inheritdoc/>
    public string Key => "grpc";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys { get; } = ["proto", "message", "messages", "metadata"];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["status", "message", "messages", "header.", "trailer."];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Calls a method of gRPC: the address, the service with its package, and the method.", new DocumentShape.Text { Pattern = @"^\s*\S.*[^/]/[A-Za-z_][A-Za-z0-9_.]*/[A-Za-z_][A-Za-z0-9_]*\s*$" })
    {
        Keys =
        [
            new("proto", new DocumentShape.Text(), "The file that describes the service; left out, the server is asked."),
            new("message", new DocumentShape.Anything(), "The message, as JSON."),
            new("messages", new DocumentShape.List(new DocumentShape.Anything()), "The messages, for a method that takes a stream."),
            new("metadata", new DocumentShape.Names(new DocumentShape.Anything()), "Metadata of the call."),
        ],
    };

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (step.Find(Key)!.Value is not DocumentNode.Scalar line || Method().Match(line.Text.Trim()) is not { Success: true } parts)
        {
            ServerDiagnostics.Error(context, "ST1140", step.Find(Key)!.Value.Span, "A grpc step needs an address, a service with its package, and a method.", "Write for example: `grpc: '{{ orders }}/shop.v1.Orders/Place'`");
            return null;
        }

        (string service, string method) = (parts.Groups["service"].Value, parts.Groups["method"].Value);
        IBoundValue address = context.Bind(new DocumentNode.Scalar(parts.Groups["address"].Value, ScalarKind.Text, true, line.Span));
        ImmutableArray<DocumentNode> messages = Messages(step, context);
        DocumentNode? proto = step.Find("proto")?.Value;
        return new GrpcAction(transport, new GrpcPlan(address, service, method)
        {
            Summary = line.Text.Trim(),
            Target = TargetOf(parts.Groups["address"].Value, context),
            Schema = proto is null ? null : GrpcDescription.Read(proto, step, (service, method, line.Span), messages, context),
            Messages = [.. messages.Select(context.Bind)],
            Metadata = Metadata(step, context),
            AsksForStatus = NamesStatus(step.Find("expect")?.Value) || NamesStatus((step.Find("until")?.Value as DocumentNode.Mapping)?.Find("expect")?.Value),
        });
    }

    private static ImmutableArray<DocumentNode> Messages(DocumentNode.Mapping step, IBindContext context)
    {
        if (step.Find("message") is { } one)
        {
            if (step.Find("messages") is { } other)
            {
                ServerDiagnostics.Error(context, "ST1144", other.Key.Span, "The step has both `message` and `messages`.", "Keep `message` for a method that takes one, `messages` for one that takes a stream.");
            }

            return [one.Value];
        }

        switch (step.Find("messages")?.Value)
        {
            case null:
                return [];
            case DocumentNode.Sequence list:
                return list.Items;
            case { } none:
                ServerDiagnostics.Error(context, "ST1144", none.Span, $"`messages` is a list, and here stands {none.Describe()}.", "Write one item a message: `messages: [{ sku: A }, { sku: B }]`.");
                return [];
        }
    }

    private static ImmutableArray<KeyValuePair<string, IBoundValue>> Metadata(DocumentNode.Mapping step, IBindContext context)
    {
        switch (step.Find("metadata")?.Value)
        {
            case null:
                return [];
            case DocumentNode.Mapping map:
                foreach (MappingEntry entry in map.Entries)
                {
                    string name = entry.Key.Text;
                    if (HttpIdentity.IsReserved(name) || name.Equals("baggage", StringComparison.OrdinalIgnoreCase) || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
                        || name.Length == 0 || name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
                    {
                        ServerDiagnostics.Error(context, "ST1145", entry.Key.Span, $"`{name}` cannot be set as metadata.", "Names are of letters, digits, `-`, `_` and `.`; those of the run's identity and of gRPC itself are set already.");
                    }
                }

                return [.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text.ToLowerInvariant(), context.Bind(entry.Value)))];
            case { } other:
                ServerDiagnostics.NotAMap(context, other, "metadata", "metadata: { tenant: acme }");
                return [];
        }
    }

    private static string? TargetOf(string address, IBindContext context)
    {
        int end = address.IndexOf("}}", StringComparison.Ordinal);
        string name = address.StartsWith("{{", StringComparison.Ordinal) && end > 0 ? address[2..end].Trim() : string.Empty;
        return context.Services.Contains(name, StringComparer.Ordinal) ? name : null;
    }

    /// <summary>Whether a step says itself which status it wants: otherwise only OK will do.</summary>
    private static bool NamesStatus(DocumentNode? expect) => expect switch
    {
        DocumentNode.Mapping map => map.Find("status") is not null,
        DocumentNode.Sequence list => list.Items.Any(NamesStatus),
        _ => false,
    };

    [GeneratedRegex(@"^(?<address>\S.*[^/])/(?<service>[A-Za-z_][\w.]*)/(?<method>[A-Za-z_]\w*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();
}
