using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>The body of a request as written.</summary>
internal sealed record HttpBody(HttpBodyKind Kind, IBoundValue? Value, ImmutableArray<HttpField> Fields)
{
    public static HttpBody None { get; } = new(HttpBodyKind.None, null, []);
}
