using Seatrial.Core.Flows;

namespace Seatrial.Flows.Http;

/// <summary>A part of a multipart body as written: a text, a JSON value, a file, or so many bytes.</summary>
/// <param name="Name">The field it fills.</param>
internal sealed record HttpPart(string Name)
{
    /// <summary>The text, or the JSON value; a list of texts makes several parts.</summary>
    public IBoundValue? Value { get; init; }

    public bool IsJson { get; init; }

    public HttpFile? File { get; init; }

    /// <summary>How many bytes are made up, as they are sent.</summary>
    public long? Size { get; init; }

    public IBoundValue? FileName { get; init; }

    public IBoundValue? Type { get; init; }

    public IEnumerable<string> Names => (Value?.Names ?? []).Concat(FileName?.Names ?? []).Concat(Type?.Names ?? []);
}
