namespace Seatrial.Project.Arazzo;

/// <summary>A source description that is an Arazzo description of the project.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file.</param>
/// <param name="Prefix">What the ids of its flows begin with.</param>
/// <param name="Workflows">The ids of its workflows.</param>
internal sealed record ArazzoNeighbour(string Name, string File, string Prefix, string[] Workflows);
