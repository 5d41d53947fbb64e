using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Boundaries;

/// <summary>A rule as it was written: a request, who may make it, and who may not.</summary>
/// <param name="Map">What was written.</param>
/// <param name="Name">What it is about, for people.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The address, with its expressions.</param>
/// <param name="Allowed">Who may, each with what they must see; null: any 2xx.</param>
/// <param name="Denied">How those who may not are refused, where that is said; everyone not allowed is denied.</param>
/// <param name="IsFresh">Whether each request has what <c>given</c> makes for itself.</param>
internal sealed partial record BoundaryRule(
    DocumentNode.Mapping Map,
    string Name,
    string Method,
    string Address,
    ImmutableDictionary<string, DocumentNode?> Allowed,
    ImmutableDictionary<string, DocumentNode?> Denied,
    bool IsFresh)
{
    /// <summary>The keys that belong to the rule and not to its request.</summary>
    public static readonly string[] OwnKeys = ["name", "allow", "deny", "fresh", "expect"];

    private static readonly string[] Safe = ["GET", "HEAD", "OPTIONS", "TRACE"];

    private static readonly string[] NotARules = ["as", "auth", "until", "capture", "when", "match", "id"];

    /// <summary>Reads a rule; null when it is too broken to be tried.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="actors">Those the boundary knows.</param>
    /// <param name="report">Takes what is found.</param>
    public static BoundaryRule? Read(DocumentNode node, IReadOnlyCollection<string> actors, Action<Diagnostic> report)
    {
        MapReader reader = MapReader.Of(node, "a rule", report);
        string? name = reader.Text("name");
        if (reader.Map.Find("http")?.Value is not { } http)
        {
            reader.Report("ST0553", reader.Map.Span, "A rule is an `http` request, and who may make it.", "For example `- { http: GET {{ orders }}/orders, allow: [alice], deny: [anonymous] }`.");
            return null;
        }

        foreach (string key in NotARules)
        {
            if (reader.Map.Find(key) is { } entry)
            {
                reader.Report("ST0553", entry.Key.Span, $"A rule has no `{key}`: it is tried with every actor.", "Write what must be there before under `given:`, and who may under `allow:`.");
                return null;
            }
        }

        if (reader.Map.Find("allow") is null && reader.Map.Find("deny") is null)
        {
            reader.Report("ST0554", reader.Map.Span, "The rule does not say who may.", "Name them under `allow:`; everyone else is expected to be refused. `allow: []` is nobody.");
            return null;
        }

        var allowed = Named(reader, "allow", actors);
        var denied = Named(reader, "deny", actors);
        foreach (string both in allowed.Keys.Where(denied.ContainsKey))
        {
            reader.Report("ST0554", reader.Node("deny")!.Span, $"`{both}` is both allowed and denied.", "Keep one of the two.");
        }

        string[] request = (http as DocumentNode.Scalar)?.Text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries) ?? [];
        (string method, string address) = request is [{ } verb, { } at] ? (verb.ToUpperInvariant(), at) : ("GET", request is [{ } only] ? only : string.Empty);
        bool isFresh = reader.Flag("fresh", otherwise: !Safe.Contains(method, StringComparer.Ordinal));
        return new(reader.Map, name ?? $"{method} {Shown(address)}", method, address, allowed, denied, isFresh);
    }

    /// <summary>The service it asks, and its path, as far as they stand in the rule.</summary>
    /// <param name="services">The project's services.</param>
    public BoundaryRoute? Route(IReadOnlyCollection<string> services)
    {
        Match first = Expression().Match(Address);
        if (!first.Success || first.Index != 0 || !services.Contains(first.Groups["inner"].Value, StringComparer.Ordinal))
        {
            return null;
        }

        string path = Expression().Replace(Address[first.Length..].Split('?')[0], "1");
        return new(first.Groups["inner"].Value, Method, path.Length == 0 ? "/" : path, Map.Span);
    }

    private static ImmutableDictionary<string, DocumentNode?> Named(MapReader reader, string key, IReadOnlyCollection<string> actors)
    {
        var named = ImmutableDictionary.CreateBuilder<string, DocumentNode?>(StringComparer.Ordinal);
        IEnumerable<(DocumentNode.Scalar Name, DocumentNode? Value)> written = reader.Node(key) switch
        {
            DocumentNode.Mapping map => map.Entries.Select(static e => (e.Key, e.Value is DocumentNode.Scalar { Kind: ScalarKind.Null } ? null : e.Value)),
            DocumentNode.Sequence list => list.Items.OfType<DocumentNode.Scalar>().Select(static s => (s, (DocumentNode?)null)),
            DocumentNode.Scalar { Kind: not ScalarKind.Null } one => [(one, null)],
            _ => [],
        };
        foreach ((DocumentNode.Scalar name, DocumentNode? value) in written)
        {
            if (actors.Contains(name.Text, StringComparer.Ordinal))
            {
                named[name.Text] = value;
                continue;
            }

            string hint = Nearest.To(name.Text, actors) is { } near ? $"Did you mean `{near}`?" : $"The boundary has: {string.Join(", ", actors)}. Add others under its `actors:`.";
            reader.Report("ST0550", name.Span, $"The boundary has no actor `{name.Text}`.", hint);
        }

        return named.ToImmutable();
    }

    /// <summary>An address without its service, and its expressions as a path template has them.</summary>
    private static string Shown(string address)
    {
        Match first = Expression().Match(address);
        string path = first is { Success: true, Index: 0 } ? address[first.Length..] : address;
        string shown = Expression().Replace(path, static match => $"{{{match.Groups["inner"].Value}}}");
        return shown.Length == 0 ? "/" : shown;
    }

    [GeneratedRegex(@"\{\{\s*(?<inner>[^{}]*?)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();
}
