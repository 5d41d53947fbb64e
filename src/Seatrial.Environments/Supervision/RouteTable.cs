using System.Collections.Immutable;

namespace Seatrial.Environments.Supervision;

/// <summary>The gateway's file: <c>{"revision":3,"routes":{"catalog":"http://127.0.0.1:5001"}}</c>.</summary>
/// <param name="Revision">Grows with each change.</param>
/// <param name="Routes">Where each service is.</param>
internal sealed record RouteTable(long Revision, ImmutableSortedDictionary<string, string> Routes)
{
    public static RouteTable Of(SupervisorState state) => new(
        state.RouteRevision,
        state.Serving.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => $"http://127.0.0.1:{pair.Value.Port}",
            StringComparer.Ordinal));
}
