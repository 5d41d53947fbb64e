namespace Seatrial.Core.Documents;

/// <summary>How much a <see cref="Diagnostic"/> matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Doubtful; the project can be used.</summary>
    Warning,

    /// <summary>Wrong; the project cannot be used.</summary>
    Error,
}
