using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>Someone steps can act as.</summary>
/// <param name="Name">The name steps use in <c>as</c>.</param>
/// <param name="Auth">The token provider of their requests; null for someone who shows no token.</param>
/// <param name="Span">Where they were written.</param>
public sealed record ActorModel(string Name, string? Auth, SourceSpan Span);
