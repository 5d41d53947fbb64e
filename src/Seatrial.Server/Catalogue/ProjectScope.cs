using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Server.Catalogue;

/// <summary>The names of a project in an environment, for values outside flows: addresses to probe, settings to deploy with.</summary>
/// <param name="environment">The environment.</param>
/// <param name="addresses">Addresses only known at run time; they win over written ones.</param>
/// <param name="secrets">The project's secrets.</param>
/// <param name="clock">The clock.</param>
internal sealed class ProjectScope(
    EnvironmentModel environment,
    ImmutableDictionary<string, string> addresses,
    SecretResolver secrets,
    TimeProvider clock) : IFlowScope
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid NextGuid() => Guid.NewGuid();

    public bool TryGet(string name, out FlowValue value)
    {
        if (addresses.TryGetValue(name, out string? address))
        {
            value = Text(address);
        }
        else if (environment.Services.TryGetValue(name, out IBoundValue? service))
        {
            value = service.Evaluate(this);
        }
        else if (environment.Variables.TryGetValue(name, out IBoundValue? variable))
        {
            value = variable.Evaluate(this);
        }
        else
        {
            value = Text(secrets.Resolve(name).Reveal()) with { IsSecret = true };
        }

        return true;
    }

    /// <summary>A setting with its <c>{{ }}</c> expanded.</summary>
    /// <param name="text">The setting as written.</param>
    /// <exception cref="FlowExpressionException">It cannot be evaluated.</exception>
    public string Expand(string text)
    {
        DocumentNode.Scalar scalar = new(text, ScalarKind.Text, IsQuoted: true, SourceSpan.WholeFile("a setting"));
        IBoundValue value = ValueBinder.Bind(
            scalar,
            found => throw new FlowExpressionException(found.Span, $"`{text}`: {found.Message} {found.Hint}"),
            _ => true,
            []);
        return value.Evaluate(this).ToText();
    }

    private static FlowValue Text(string text) => new(System.Text.Json.JsonSerializer.SerializeToElement(text, TextJson.Default.String));
}
