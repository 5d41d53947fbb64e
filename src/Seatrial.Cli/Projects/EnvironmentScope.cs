using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expressions;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Cli.Projects;

/// <summary>The names an environment's own settings can use: services, variables and secrets.</summary>
/// <param name="project">The project.</param>
/// <param name="environment">The environment.</param>
/// <param name="secrets">The secrets.</param>
/// <param name="addresses">Addresses of services that are only known once the environment runs.</param>
internal sealed class EnvironmentScope(
    ProjectModel project,
    EnvironmentModel environment,
    SecretResolver secrets,
    ImmutableDictionary<string, string> addresses) : IFlowScope
{
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

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
        else if (project.Secrets.ContainsKey(name))
        {
            value = Text(secrets.Resolve(name).Reveal()) with { IsSecret = true };
        }
        else
        {
            value = default;
            return false;
        }

        return true;
    }

    public Guid NextGuid() => Guid.Empty;

    /// <summary>Expands <c>{{ }}</c> in a text.</summary>
    /// <exception cref="SeatrialException">A name in it is not known.</exception>
    public string Expand(string text)
    {
        string[] known = [.. environment.Services.Keys, .. environment.Variables.Keys, .. project.Secrets.Keys, .. addresses.Keys];
        List<Diagnostic> found = [];
        DocumentNode.Scalar scalar = new(text, ScalarKind.Text, IsQuoted: true, environment.Span);
        IBoundValue value = ValueBinder.Bind(scalar, found.Add, name => known.Contains(name, StringComparer.Ordinal), known);
        return found.Count == 0
            ? value.Evaluate(this).ToText()
            : throw new SeatrialException("setting-unusable", $"A setting of environment {environment.Name} cannot be used: {found[0].Message} {found[0].Hint}");
    }

    private static FlowValue Text(string text) => new(System.Text.Json.JsonElement.Parse($"\"{System.Text.Json.JsonEncodedText.Encode(text)}\""));
}
