using System.Text.Json;
using Seatrial.Core.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Cli.Seeding;

/// <summary>The names that the address of a database may read: variables and secrets of an environment.</summary>
internal sealed class ProjectNames(ProjectModel project, EnvironmentModel environment, TimeProvider clock) : IFlowScope
{
    // Who runs the command line may run commands anyway.
    private readonly SecretResolver _secrets = new(project, allowCommands: true, new Masker(), environment);

    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid NextGuid() => Guid.NewGuid();

    public bool TryGet(string name, out FlowValue value)
    {
        if (environment.Variables.TryGetValue(name, out IBoundValue? variable) || environment.Services.TryGetValue(name, out variable))
        {
            value = variable.Evaluate(this);
            return true;
        }

        bool isSecret = environment.Secrets.ContainsKey(name) || project.Secrets.ContainsKey(name);
        value = isSecret ? new FlowValue(JsonElement.Parse(JsonSerializer.Serialize(_secrets.Resolve(name).Reveal()))) { IsSecret = true } : default;
        return isSecret;
    }
}
