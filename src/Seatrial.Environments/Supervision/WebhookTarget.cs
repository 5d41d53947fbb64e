namespace Seatrial.Environments.Supervision;

/// <summary>Whom to tell of deployments and rollbacks, by the webhook that everybody uses.</summary>
/// <param name="Server">The base address of Seatrial.</param>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Secret">What signs.</param>
public sealed record WebhookTarget(Uri Server, string Project, string Environment, string Secret)
{
    /// <summary>Where to post.</summary>
    public Uri Address() => new(
        Server.AbsoluteUri.TrimEnd('/')
        + $"/api/v1/projects/{Uri.EscapeDataString(Project)}/environments/{Uri.EscapeDataString(Environment)}/deployments");

    // The generated text would hold the secret.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(Server).Append(' ').Append(Project).Append('/').Append(Environment);
        return true;
    }
}
