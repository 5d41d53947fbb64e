using Seatrial.Core.Flows;
using Seatrial.Flows.Http;

namespace Seatrial.Flows.GraphQl;

/// <summary>Asks a query, or has a mutation done.</summary>
/// <param name="request">The request it is sent in.</param>
/// <param name="plan">The same, as written.</param>
/// <param name="isQuery">Whether it only reads, so that asking again does no harm.</param>
internal sealed class GraphQlAction(HttpAction request, HttpCallPlan plan, bool isQuery) : IRequestAction
{
    /// <inheritdoc/>
    public string Summary => plan.Summary;

    /// <inheritdoc/>
    public string? Target => request.Target;

    /// <inheritdoc/>
    public bool IsIdempotent => isQuery;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => request.Names;

    /// <inheritdoc/>
    public async ValueTask<StepAnswer> ExecuteAsync(StepContext context, CancellationToken cancellationToken) =>
        new GraphQlAnswer(await request.ExecuteAsync(context, cancellationToken), plan.Asked);
}
