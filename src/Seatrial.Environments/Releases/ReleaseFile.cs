using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Yaml;

namespace Seatrial.Environments.Releases;

/// <summary>Reads a release manifest from its file.</summary>
public static class ReleaseFile
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ReleaseReading<ReleaseManifest>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string text = await File.ReadAllTextAsync(path, cancellationToken);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        DocumentNode? document = YamlReader.Read(path, text, diagnostics.Add);
        if (document is null || diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return new(null, diagnostics.ToImmutable());
        }

        ReleaseReading<ReleaseManifest> reading = ReleaseReader.ReadManifest(document);
        return reading with { Diagnostics = [.. diagnostics, .. reading.Diagnostics] };
    }
}
