using System.Collections.Immutable;
using Seatrial.Project.Linting.Rules;

namespace Seatrial.Project.Linting;

/// <summary>All rules.</summary>
public static class LintRules
{
    /// <summary>The code of an allowance that allows nothing.</summary>
    internal const string Unused = "ST2090";

    /// <summary>The code of a secret that is written down.</summary>
    internal const string Secret = "ST2010";

    /// <summary>The rules that look at flows.</summary>
    internal static ImmutableArray<ILintRule> All { get; } =
    [
        new FixedPauseRule(),
        new WholeBodyRule(),
        new ExactMomentRule(),
        new GeneratedIdRule(),
        new ListOrderRule(),
        new MissingCleanupRule(),
        new UnseenAnswerRule(),
        new StatusOnlyRule(),
        new WrittenHostRule(),
        new DeadlineRule(),
        new PatientWaitRule(),
    ];

    /// <summary>The codes that <c>lint: { allow: […] }</c> can name.</summary>
    public static ImmutableArray<string> Codes { get; } = [.. All.Select(static rule => rule.Code).Append(Secret).Order(StringComparer.Ordinal)];
}
