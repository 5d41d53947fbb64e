using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Loading;

/// <summary>What came of loading a project.</summary>
/// <param name="Project">The project; null when there was an error.</param>
/// <param name="Diagnostics">Everything found, in the order of files and positions.</param>
/// <param name="Sources">The files read: path relative to the project folder, and text; for showing diagnostics and for snapshots.</param>
public sealed record ProjectLoadResult(
    ProjectModel? Project,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableSortedDictionary<string, string> Sources);
