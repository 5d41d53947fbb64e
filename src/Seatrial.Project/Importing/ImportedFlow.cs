namespace Seatrial.Project.Importing;

/// <summary>A flow that was made.</summary>
/// <param name="File">The path of its file in the project.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Steps">How many steps it has.</param>
/// <param name="Captures">How many values it takes from answers.</param>
/// <param name="Text">The file's text.</param>
public sealed record ImportedFlow(string File, string Name, int Steps, int Captures, string Text);
