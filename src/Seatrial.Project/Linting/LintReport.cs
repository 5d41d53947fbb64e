using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting;

/// <summary>Takes a finding.</summary>
/// <param name="step">The step it is about; null for the flow as a whole.</param>
/// <param name="span">Where it stands.</param>
/// <param name="message">What is brittle, and why, in one sentence.</param>
/// <param name="hint">How to mend it.</param>
internal delegate void LintReport(LintStep? step, SourceSpan span, string message, string hint);
