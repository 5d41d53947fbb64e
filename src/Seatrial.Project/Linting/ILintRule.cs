namespace Seatrial.Project.Linting;

/// <summary>Finds one kind of brittleness in a flow. Better silent than wrong: a rule that cries wolf is switched off, and then finds nothing.</summary>
internal interface ILintRule
{
    /// <summary>The code of its findings; documented in <c>docs/reference/lint.md</c>.</summary>
    string Code { get; }

    /// <summary>Looks at a flow.</summary>
    /// <param name="flow">The flow, found valid.</param>
    /// <param name="report">Takes what is found.</param>
    void Check(LintFlow flow, LintReport report);
}
