using System.Collections.Immutable;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting;

/// <summary>What linting a project came to.</summary>
/// <param name="Findings">What was found and is not allowed, in the order of files and positions.</param>
/// <param name="Allowed">How many findings a <c>lint:</c> of the project allows, with its reason.</param>
/// <param name="Sources">The texts of the files with every secret found in them blotted out, for showing findings.</param>
public sealed record LintResult(ImmutableArray<Diagnostic> Findings, int Allowed, ImmutableSortedDictionary<string, string> Sources);
