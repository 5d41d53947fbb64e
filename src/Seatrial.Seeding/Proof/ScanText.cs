namespace Seatrial.Seeding.Proof;

/// <summary>A text that is kept beside the rows: a comment, a default, a condition, the body of a view or function, a label.</summary>
/// <param name="Kind">What it is: <c>comment</c>, <c>default</c>.</param>
/// <param name="Place">What it belongs to.</param>
/// <param name="Text">The text.</param>
internal sealed record ScanText(string Kind, string Place, string Text);
