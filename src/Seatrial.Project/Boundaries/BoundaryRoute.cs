using Seatrial.Core.Documents;

namespace Seatrial.Project.Boundaries;

/// <summary>A route that a rule of a boundary is about.</summary>
/// <param name="Service">The service.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, with something in place of what is only known when it runs.</param>
/// <param name="Span">Where the rule was written.</param>
public sealed record BoundaryRoute(string Service, string Method, string Path, SourceSpan Span);
