using Seatrial.Core.Documents;

namespace Seatrial.Project.Importing;

/// <summary>What cannot be imported, as a diagnostic.</summary>
public sealed class ImportException : Exception
{
    /// <param name="diagnostic">What is wrong.</param>
    public ImportException(Diagnostic diagnostic)
        : base(diagnostic?.Message) => Diagnostic = diagnostic!;

    /// <summary>What is wrong.</summary>
    public Diagnostic Diagnostic { get; }
}
