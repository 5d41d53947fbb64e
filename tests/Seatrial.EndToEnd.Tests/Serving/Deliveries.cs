using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Seatrial.Core.Deployments;
using Seatrial.Server.Hosting;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Serving;

/// <summary>Tells a server of deployments, signed as it asks for.</summary>
internal static class Deliveries
{
    /// <summary>A signed delivery.</summary>
    /// <param name="api">Where the server is.</param>
    /// <param name="state">Its state folder, which holds the secret.</param>
    /// <param name="place">The project and its environment.</param>
    /// <param name="deployment">What landed, as JSON.</param>
    public static HttpRequestMessage Of(Uri api, string state, (string Project, string Environment) place, string deployment)
    {
        byte[] body = Encoding.UTF8.GetBytes(deployment);
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(api, $"/api/v1/projects/{place.Project}/environments/{place.Environment}/deployments"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        string secret = File.ReadAllText(WebhookSecretFile.PathOf(state, place.Project, place.Environment)).Trim();
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(secret, body, TimeProvider.System));
        return request;
    }

    /// <summary>Delivers, and waits until the run is closed.</summary>
    /// <returns>The run as the server tells it.</returns>
    public static async Task<JsonElement> RunAsync(Uri api, string state, (string Project, string Environment) place, string deployment, CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        using HttpRequestMessage delivery = Of(api, state, place, deployment);
        using HttpResponseMessage accepted = await client.SendAsync(delivery, cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        return await Eventually.ReachesAsync(
            () => client.GetFromJsonAsync<JsonElement>(new Uri(api, accepted.Headers.Location!.OriginalString), cancellationToken),
            static seen => seen.GetProperty("status").GetString() == "closed",
            "the run closes",
            cancellationToken);
    }
}
