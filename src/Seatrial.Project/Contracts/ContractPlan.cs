using Seatrial.Core.Documents;
using Seatrial.Project.OpenApi;

namespace Seatrial.Project.Contracts;

/// <summary>The contract a step is held to.</summary>
/// <param name="Service">The service.</param>
/// <param name="Document">Its API description.</param>
/// <param name="Operation">The operation; null: the one that the request's method and path lead to.</param>
/// <param name="ChecksRequest">Whether the request is held to it, too; a step that is wrong on purpose says no.</param>
/// <param name="Span">Where the step says so.</param>
public sealed record ContractPlan(string Service, OpenApiDocument Document, OpenApiOperation? Operation, bool ChecksRequest, SourceSpan Span);
