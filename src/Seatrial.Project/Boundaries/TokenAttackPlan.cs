using Seatrial.Core.Documents;

namespace Seatrial.Project.Boundaries;

/// <summary>A request that is made with a token something is wrong with.</summary>
/// <param name="Attack">What is wrong.</param>
/// <param name="Provider">The token provider whose genuine token shows it; null: the token of the step's own provider is forged.</param>
/// <param name="Span">Where it was written.</param>
public sealed record TokenAttackPlan(TokenAttack Attack, string? Provider, SourceSpan Span)
{
    /// <summary>How <c>none</c> is spelled where a token says that it needs no signature: who compares in one way may accept another.</summary>
    public string Spelling { get; init; } = Spellings[0];

    /// <summary>All spellings that are tried.</summary>
    internal static string[] Spellings { get; } = ["none", "None", "NONE", "nOnE"];

    /// <summary>How far clocks may differ for the services: a genuine token is expired to all of them only after that.</summary>
    public TimeSpan Leeway { get; init; } = TimeSpan.FromSeconds(5);
}
