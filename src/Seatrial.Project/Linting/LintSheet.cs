using System.Runtime.CompilerServices;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting;

/// <summary>One file under the eyes of all rules, and what its author allows.</summary>
internal sealed class LintSheet(LintFlow flow)
{
    private readonly List<Diagnostic> _found = [];
    private readonly List<string> _secrets = [];
    private readonly ConditionalWeakTable<DocumentNode.Mapping, LintAllowance> _allowances = [];

    public IReadOnlyList<Diagnostic> Found => _found;

    /// <summary>How many findings were allowed.</summary>
    public int Allowed { get; private set; }

    public void Check(IEnumerable<ILintRule> rules)
    {
        foreach (DocumentNode.Mapping map in flow.Steps.Select(static s => s.Map).Prepend(flow.Root))
        {
            if (LintAllowance.Of(map) is { } allowance)
            {
                _allowances.Add(map, allowance);
            }
        }

        foreach (ILintRule rule in rules)
        {
            rule.Check(flow, (step, span, message, hint) => Add(rule.Code, DiagnosticSeverity.Warning, step, span, message, hint));
        }

        CheckSecrets();
        foreach ((_, LintAllowance allowance) in _allowances)
        {
            foreach (DocumentNode.Scalar code in allowance.Unused)
            {
                _found.Add(new(LintRules.Unused, DiagnosticSeverity.Warning, code.Span, $"`{code.Text}` is allowed here, and nothing here is found by it.", "Remove it: an allowance that outlives its reason hides the next finding."));
            }
        }
    }

    /// <summary>The file's text without the secrets found in it, every other character in its place.</summary>
    public string Blotted(string text) =>
        _secrets.Aggregate(text, static (shown, secret) => shown.Replace(secret, new string('*', secret.Length), StringComparison.Ordinal));

    private void CheckSecrets()
    {
        foreach ((LintStep? step, DocumentNode node) in flow.Steps.Select(static s => (Step: (LintStep?)s, Node: (DocumentNode)s.Map)).Append((null, flow.Root)))
        {
            foreach (WrittenSecret secret in WrittenSecret.In(node, isOutermost: step is null))
            {
                _secrets.AddRange(secret.Texts);
                Add(LintRules.Secret, DiagnosticSeverity.Error, step, secret.Span, $"{secret.What} is written down here, for everybody who reads this file.", secret.Hint);
            }
        }
    }

    private void Add(string code, DiagnosticSeverity severity, LintStep? step, SourceSpan span, string message, string hint)
    {
        if (_found.Exists(d => d.Code == code && d.Span == span))
        {
            return;
        }

        for (LintStep? each = step; each is not null; each = each.Around)
        {
            if (Allows(each.Map, code))
            {
                return;
            }
        }

        if (!Allows(flow.Root, code))
        {
            _found.Add(new(code, severity, span, message, hint));
        }
    }

    private bool Allows(DocumentNode.Mapping map, string code)
    {
        bool allows = _allowances.TryGetValue(map, out LintAllowance? allowance) && allowance.Allows(code);
        Allowed += allows ? 1 : 0;
        return allows;
    }
}
