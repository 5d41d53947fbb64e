using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Seatrial.Server.Api;

/// <summary>What a browser is told that comes to the door. It names nothing that is served: anybody may knock.</summary>
internal static class WelcomeEndpoints
{
    private const string Text = """
        Seatrial is here, and waits for deployments.

          GET  /healthz                                    whether the process lives
          GET  /readyz                                     whether it does its work
          GET  /api/v1/projects/PROJECT/runs               the runs, newest first
          GET  /api/v1/projects/PROJECT/runs/RUN           one run; /events has all that happened in it
          POST /api/v1/projects/PROJECT/environments/ENVIRONMENT/deployments
                                                           the signed webhook that tells of a deployment

        """;

    public static void MapWelcome(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", Welcome);

    private static ContentHttpResult Welcome() => TypedResults.Text(Text, "text/plain; charset=utf-8");
}
