using Seatrial.Core;

namespace Seatrial.Server.Hosting;

/// <summary>What signs deliveries. A signature does not cover the address: a secret two places share lets one's deliveries be sent to the other.</summary>
internal static class SigningSecrets
{
    /// <summary>Refuses secrets that two places share.</summary>
    /// <param name="projects">What is to be served.</param>
    /// <exception cref="SeatrialException">Two places share one; the message names the places, never the secret.</exception>
    public static void CheckApart(IEnumerable<ServedProject> projects)
    {
        Dictionary<string, (string Project, string Environment)> first = new(StringComparer.Ordinal);
        foreach (ServedProject project in projects)
        {
            foreach (ServedPlace place in project.Environments)
            {
                foreach (string secret in place.WebhookSecrets.Distinct(StringComparer.Ordinal))
                {
                    if (!first.TryAdd(secret, (project.Name, place.Name)))
                    {
                        (string otherProject, string otherPlace) = first[secret];
                        throw new SeatrialException(
                            "webhook-secret-shared",
                            $"The webhooks of {otherProject}/{otherPlace} and of {project.Name}/{place.Name} are signed with the same secret: what is sent to one would be believed by the other. Give each a secret of its own.");
                    }
                }
            }
        }
    }
}
