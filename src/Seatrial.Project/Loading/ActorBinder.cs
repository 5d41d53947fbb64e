using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>Binds actors.</summary>
/// <param name="tokens">The project's token providers, as they were written: one that is broken was reported already.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class ActorBinder(IReadOnlyCollection<string> tokens, Action<Diagnostic> report)
{
    public ImmutableSortedDictionary<string, ActorModel> Bind(IEnumerable<MappingEntry> entries)
    {
        var actors = ImmutableSortedDictionary.CreateBuilder<string, ActorModel>(StringComparer.Ordinal);
        foreach (MappingEntry entry in entries.Where(e => Identifiers.Check(e.Key, "an actor", report)))
        {
            MapReader reader = MapReader.Of(entry.Value, $"the actor `{entry.Key.Text}`", report);
            string? auth = reader.Text("auth");
            if (auth is not null && !tokens.Contains(auth, StringComparer.Ordinal))
            {
                string hint = Nearest.To(auth, tokens) is { } near ? $"Did you mean `{near}`?" : "Describe it under `tokens:` of seatrial.yaml.";
                reader.Report("ST0404", reader.Node("auth")!.Span, $"The project has no token provider `{auth}`.", hint);
            }

            reader.Finish();
            actors[entry.Key.Text] = new(entry.Key.Text, auth, entry.Key.Span);
        }

        return actors.ToImmutable();
    }
}
