using System.Collections.Immutable;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

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

    /// <summary>What is asked for where the step has no header <c>Accept</c>; null: nothing in particular.</summary>
    public string? Accept { get; init; }

    /// <summary>Whether the address may begin with <c>ws://</c> or <c>wss://</c>.</summary>
    public bool IsSocket { get; init; }

    /// <summary>How the step itself says to connect.</summary>
    public ConnectionPlan Connection { get; init; } = ConnectionPlan.None;

    /// <summary>What the step reads of the answer that costs more than reading its beginning.</summary>
    public HttpAsked Asked { get; init; } = HttpAsked.Nothing;

    /// <summary>The prefixes of XPath subjects, and the namespaces they stand for.</summary>
    public ImmutableDictionary<string, string> Namespaces { get; init; } = ImmutableDictionary<string, string>.Empty;

    public required string Summary { get; init; }

    public required string? Target { get; init; }

    /// <summary>Every name a value of it reads.</summary>
    public IReadOnlyCollection<string> CollectNames()
    {
        HashSet<string> names = new(Address.Names, StringComparer.Ordinal);
        names.UnionWith(Headers.Concat(Query).Concat(Cookies).Concat(Body.Fields).SelectMany(static field => field.Value.Names));
        names.UnionWith(Body.Value?.Names ?? []);
        names.UnionWith(Body.Parts.SelectMany(static part => part.Names));
        names.UnionWith(Connection.Names);
        return names;
    }
}
