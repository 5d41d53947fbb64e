using Seatrial.Server.Intake;

namespace Seatrial.Server.Hosting;

/// <summary>The body of a refusal.</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Detail">What happened and what to do.</param>
/// <param name="Path">Where the first fault of the body is, or null.</param>
/// <param name="Errors">All faults of the body, or null.</param>
internal sealed record ProblemBody(
    string Title,
    int Status,
    string Code,
    string Detail,
    string? Path,
    IReadOnlyList<IntakeFault>? Errors);
