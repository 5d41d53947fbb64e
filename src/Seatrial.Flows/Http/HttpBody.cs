using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>The body of a request as written.</summary>
internal sealed record HttpBody(HttpBodyKind Kind, IBoundValue? Value, ImmutableArray<HttpField> Fields)
{
    public static HttpBody None { get; } = new(HttpBodyKind.None, null, []);

    /// <summary>The parts of a multipart body.</summary>
    public ImmutableArray<HttpPart> Parts { get; init; } = [];

    /// <summary>The file that is the body.</summary>
    public HttpFile? File { get; init; }
}
