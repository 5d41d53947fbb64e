using Seatrial.Core.Browsing;
using Seatrial.Core.Flows;

namespace Seatrial.Flows.Browsing;

/// <summary>Which elements of a page are meant, as written.</summary>
/// <param name="By">How they are found.</param>
/// <param name="Value">The role, the label, the text … that they have.</param>
/// <param name="Name">The accessible name; null for any.</param>
/// <param name="IsExact">Whether texts must be the whole text, in its case.</param>
/// <param name="Index">Which of several, from 0; null: there must be one.</param>
internal sealed record ElementPlan(ElementBy By, IBoundValue Value, IBoundValue? Name, bool IsExact, int? Index)
{
    /// <summary>Such as <c>button "Sign in"</c>; as written, and so safe to show.</summary>
    public string Text => (By, Name) switch
    {
        (ElementBy.Role, { } name) => $"{Value.Source} \"{name.Source}\"",
        (ElementBy.Role, null) => Value.Source,
        (ElementBy.TestId, _) => $"testid \"{Value.Source}\"",
        _ => $"{By.ToString().ToLowerInvariant()} \"{Value.Source}\"",
    };

    public IEnumerable<string> Names => Value.Names.Concat(Name?.Names ?? []);

    public ElementQuery Evaluate(IFlowScope scope) => new(By, Value.Evaluate(scope).ToText())
    {
        Name = Name?.Evaluate(scope).ToText(),
        IsExact = IsExact,
        Index = Index,
    };
}
