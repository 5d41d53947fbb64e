namespace Seatrial.Project.Flows;

/// <summary>What is wrong with a table.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What it is.</param>
internal sealed record CsvError(int Line, int Column, string Message);
