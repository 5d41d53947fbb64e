using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Connections;

namespace Seatrial.Flows.Http;

/// <summary>How the keys are written that verbs share which begin with a request of HTTP.</summary>
internal static class HttpShapes
{
    private static readonly DocumentShape Anything = new DocumentShape.Anything();

    /// <summary>Names of the user's own, and values.</summary>
    public static DocumentShape Fields { get; } = new DocumentShape.Names(Anything);

    public static DocumentShape Text { get; } = new DocumentShape.Text();

    public static ImmutableArray<ShapeKey> Request { get; } =
    [
        new("headers", Fields, "Headers. What carries the run's identity is set by the runner."),
        new("query", Fields, "Parameters of the query, encoded."),
        new("cookies", Fields, "Cookies, besides those that earlier answers set."),
    ];

    public static ImmutableArray<ShapeKey> Body { get; } =
    [
        new("json", Anything, "A body of JSON."),
        new("form", Fields, "A body of form fields."),
        new("text", Anything, "A body of text."),
        new("body", Anything, "A body as it is; give its Content-Type under `headers`."),
    ];

    public static ImmutableArray<ShapeKey> Connection => ConnectionShapes.Keys;
}
