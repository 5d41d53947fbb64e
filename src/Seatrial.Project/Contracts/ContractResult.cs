using System.Collections.Immutable;
using Seatrial.Core.Flows;

namespace Seatrial.Project.Contracts;

/// <summary>How an exchange keeps to a contract; the records are not yet masked.</summary>
/// <param name="Request">What was checked of the request: where it does not hold, the test is at fault.</param>
/// <param name="Response">What was checked of the answer: where it does not hold, the product is.</param>
public sealed record ContractResult(ImmutableArray<CheckRecord> Request, ImmutableArray<CheckRecord> Response)
{
    /// <summary>Whether the request keeps to it.</summary>
    public bool IsRequestKept => Request.All(static c => c.Passed);

    /// <summary>Whether the answer keeps to it.</summary>
    public bool IsResponseKept => Response.All(static c => c.Passed);
}
