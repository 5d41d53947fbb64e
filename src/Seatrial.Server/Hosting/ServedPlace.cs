using System.Collections.Immutable;

namespace Seatrial.Server.Hosting;

/// <summary>What the server must know of an environment to take deployments in for it.</summary>
/// <param name="Name">The environment.</param>
/// <param name="WebhookSecrets">The secrets that sign deliveries now: two while they are rotated. Never empty in practice: see <see cref="WebhookSecretFile"/>.</param>
public sealed record ServedPlace(string Name, ImmutableArray<string> WebhookSecrets)
{
    // A record would print its members.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name);
        return true;
    }
}
