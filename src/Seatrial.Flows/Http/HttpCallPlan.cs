using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>An <c>http</c> step, bound.</summary>
internal sealed record HttpCallPlan
{
    public required string Method { get; init; }

    public required IBoundValue Address { get; init; }

    public required ImmutableArray<HttpField> Headers { get; init; }

    public required ImmutableArray<HttpField> Query { get; init; }

    public required ImmutableArray<HttpField> Cookies { get; init; }

    public required HttpBody Body { get; init; }

    public required int MaxRedirects { get; init; }

    public required string Summary { get; init; }

    public required string? Target { get; init; }

    /// <summary>Every name a value of it reads.</summary>
    public IReadOnlyCollection<string> CollectNames()
    {
        HashSet<string> names = new(Address.Names, StringComparer.Ordinal);
        names.UnionWith(Headers.Concat(Query).Concat(Cookies).Concat(Body.Fields).SelectMany(static field => field.Value.Names));
        names.UnionWith(Body.Value?.Names ?? []);
        return names;
    }
}
