using Seatrial.Core.Documents;

namespace Seatrial.Flows.Http;

/// <summary>Which subjects a step reads that change how its request is sent or judged.</summary>
/// <param name="BodyMeasures">The size or the hash of the whole body.</param>
/// <param name="Tls">The TLS of the connection.</param>
/// <param name="Status">The status: whatever it is, the step judges it.</param>
/// <param name="Errors">The errors of a GraphQL answer: the step judges them.</param>
/// <param name="Close">How a connection was closed: the step waits for it.</param>
internal sealed record HttpAsked(bool BodyMeasures, bool Tls, bool Status, bool Errors, bool Close)
{
    public static HttpAsked Nothing { get; } = new(false, false, false, false, false);

    public static HttpAsked Of(DocumentNode.Mapping step)
    {
        string[] subjects = [.. SubjectsOf(step).Distinct(StringComparer.Ordinal)];
        return new HttpAsked(
            subjects.Any(static s => s is "body.size" or "body.sha256"),
            subjects.Any(static s => s is "tls" || s.StartsWith("tls.", StringComparison.Ordinal)),
            subjects.Contains("status", StringComparer.Ordinal),
            subjects.Any(static s => s.StartsWith("$.errors", StringComparison.Ordinal)),
            subjects.Any(static s => s.StartsWith("close.", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> SubjectsOf(DocumentNode.Mapping step)
    {
        IEnumerable<string> found = Keys(step.Find("expect")?.Value).Concat(Keys(step.Find("match")?.Value));
        if (step.Find("until")?.Value is DocumentNode.Mapping until)
        {
            found = found.Concat(Keys(until.Find("expect")?.Value)).Concat(Keys(until.Find("stopOn")?.Value));
        }

        return step.Find("capture")?.Value is DocumentNode.Mapping captures ? found.Concat(captures.Entries.Select(static c => Captured(c.Value)).OfType<string>()) : found;
    }

    private static IEnumerable<string> Keys(DocumentNode? node) => node switch
    {
        DocumentNode.Mapping map => map.Entries.Select(static e => e.Key.Text),
        DocumentNode.Sequence list => list.Items.SelectMany(Keys),
        _ => [],
    };

    private static string? Captured(DocumentNode node) => node switch
    {
        DocumentNode.Scalar scalar => scalar.Text,
        DocumentNode.Mapping map => (map.Find("from")?.Value as DocumentNode.Scalar)?.Text,
        _ => null,
    };
}
