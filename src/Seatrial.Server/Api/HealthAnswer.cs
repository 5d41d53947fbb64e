namespace Seatrial.Server.Api;

/// <summary>How the server is.</summary>
/// <param name="Status"><c>ok</c> or <c>failing</c>.</param>
/// <param name="Environments">How many environments it serves.</param>
/// <param name="Failing">What fails, one line each.</param>
internal sealed record HealthAnswer(string Status, int Environments, IReadOnlyList<string> Failing);
