using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;

namespace Seatrial.Project.Tests.Expressions;

/// <summary>Binds texts as a flow would, on line 3, column 10.</summary>
internal static class Bound
{
    public static DocumentNode.Scalar Text(string text, bool isQuoted = true) =>
        new(text, ScalarKind.Text, isQuoted, new SourceSpan("a.flow.yaml", 3, 10, text.Length + (isQuoted ? 2 : 0)));

    public static DocumentNode.Scalar Plain(string text, ScalarKind kind) =>
        new(text, kind, IsQuoted: false, new SourceSpan("a.flow.yaml", 3, 10, Math.Max(1, text.Length)));

    public static IBoundValue Value(DocumentNode node, TestScope scope)
    {
        var found = new List<Diagnostic>();
        var value = ValueBinder.Bind(node, found.Add, name => scope.TryGet(name, out _), scope.Names);
        Assert.Empty(found);
        return value;
    }

    public static IBoundValue Value(string text, TestScope? scope = null) => Value(Text(text), scope ?? new TestScope());

    /// <summary>The result as JSON.</summary>
    public static string Json(string expression, TestScope? scope = null)
    {
        scope ??= new TestScope();
        return Value($"{{{{ {expression} }}}}", scope).Evaluate(scope).Json.GetRawText();
    }

    public static FlowExpressionException Fails(string expression, TestScope? scope = null)
    {
        scope ??= new TestScope();
        var value = Value($"{{{{ {expression} }}}}", scope);
        return Assert.Throws<FlowExpressionException>(() => value.Evaluate(scope));
    }

    public static ImmutableArray<Diagnostic> Diagnostics(DocumentNode node, params string[] known)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        ValueBinder.Bind(node, found.Add, name => known.Contains(name, StringComparer.Ordinal), known);
        return found.ToImmutable();
    }
}
