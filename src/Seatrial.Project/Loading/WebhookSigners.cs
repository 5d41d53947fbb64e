using Seatrial.Core.Documents;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>
/// Checks that no two environments take webhooks signed with the same secret. A signature covers the body and not the
/// address: what was signed for one of them could be sent to the other.
/// </summary>
internal static class WebhookSigners
{
    public static void Check(ProjectModel project, Action<Diagnostic> report)
    {
        Dictionary<string, string> first = new(StringComparer.Ordinal);
        foreach (EnvironmentModel environment in project.Environments.Values)
        {
            foreach (string name in environment.WebhookSecrets)
            {
                string? place = PlaceOf(project, environment, name);
                if (place is null || first.TryAdd(place, environment.Name) || first[place] == environment.Name)
                {
                    continue;
                }

                report(new(
                    "ST0222",
                    DiagnosticSeverity.Error,
                    environment.Span,
                    $"The webhooks of `{environment.Name}` and of `{first[place]}` are signed with the same secret, `{name}`: what is sent to one would be believed by the other.",
                    "Give each environment a secret of its own."));
            }
        }
    }

    /// <summary>Where a secret comes from in an environment, as a text that is the same for the same place; null when it is not declared.</summary>
    private static string? PlaceOf(ProjectModel project, EnvironmentModel environment, string name) =>
        (environment.Secrets.GetValueOrDefault(name) ?? project.Secrets.GetValueOrDefault(name)) switch
        {
            SecretSource.Env env => $"env\n{env.Variable}",
            SecretSource.File file => $"file\n{Path.GetFullPath(file.Path, project.Folder)}",
            SecretSource.Command command => $"command\n{string.Join('\n', command.Arguments)}",
            SecretSource.Generated => $"generated\n{name}",
            _ => null,
        };
}
