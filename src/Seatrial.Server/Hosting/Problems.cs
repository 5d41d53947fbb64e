using Microsoft.AspNetCore.Http;
using Seatrial.Server.Api;
using Seatrial.Server.Intake;

namespace Seatrial.Server.Hosting;

/// <summary>Refusals as RFC 9457 has them, each with a stable code.</summary>
internal static class Problems
{
    /// <summary>Makes one.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The stable code; the text may change.</param>
    /// <param name="detail">What happened and what to do.</param>
    /// <param name="faults">What is wrong with the body, if that is it.</param>
    public static IResult Make(int status, string code, string detail, IReadOnlyList<IntakeFault>? faults = null)
    {
        string title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        return TypedResults.Json(
            new ProblemBody(title, status, code, detail, faults is [{ } first, ..] ? first.Path : null, faults),
            ApiJsonContext.Default.ProblemBody,
            "application/problem+json",
            status);
    }
}
