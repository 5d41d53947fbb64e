using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Environments.Releases;

/// <summary>What came of reading a document: a value, or the errors in it; never both.</summary>
/// <param name="Value">The value; null when something is wrong.</param>
/// <param name="Diagnostics">Everything that is wrong or, beside a value, doubtful.</param>
/// <typeparam name="T">What was read.</typeparam>
public sealed record ReleaseReading<T>(T? Value, ImmutableArray<Diagnostic> Diagnostics)
    where T : class;
