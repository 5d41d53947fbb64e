namespace Seatrial.Seeding.Ownership;

/// <summary>A run that has, or may have, rows in a database.</summary>
/// <param name="Number">The number of its lock.</param>
/// <param name="Run">Its name.</param>
/// <param name="IsLoaded">Whether all of its rows were loaded; false while it loads, and for good when that was cut short.</param>
/// <param name="Intent">What it was to load.</param>
/// <param name="Started">When it began.</param>
internal sealed record SeededRun(int Number, string Run, bool IsLoaded, byte[] Intent, DateTimeOffset Started);
