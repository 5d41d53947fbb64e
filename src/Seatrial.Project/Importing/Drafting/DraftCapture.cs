namespace Seatrial.Project.Importing.Drafting;

/// <summary>A value that a step takes from its answer.</summary>
/// <param name="Name">The name later steps use.</param>
/// <param name="Subject">What is taken.</param>
/// <param name="Value">What it was when it was recorded; null when that is not known.</param>
/// <param name="IsSecret">Whether it is masked.</param>
internal sealed record DraftCapture(string Name, string Subject, string? Value, bool IsSecret);
