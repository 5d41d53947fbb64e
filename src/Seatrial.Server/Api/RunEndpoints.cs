using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Seatrial.Core.Journal;
using Seatrial.Server.Hosting;

namespace Seatrial.Server.Api;

/// <summary>Where runs are read.</summary>
internal static class RunEndpoints
{
    private const int UsualLimit = 50;
    private const int MostRuns = 1_000;

    /// <summary>The address of a run on this server.</summary>
    public static string AddressOf(string project, string runId) =>
        $"/api/v1/projects/{Uri.EscapeDataString(project)}/runs/{Uri.EscapeDataString(runId)}";

    public static void MapRuns(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder runs = endpoints.MapGroup("/api/v1/projects/{project}/runs");
        runs.MapGet(string.Empty, ListAsync);
        runs.MapGet("/{run}", FindAsync);
        runs.MapGet("/{run}/events", ReadEventsAsync);
        runs.MapGet("/{run}/blobs/{**blob}", ReadBlobAsync);
        runs.AddEndpointFilter<ReadAccess>();
    }

    private static async Task<IResult> ListAsync(
        string project,
        string? open,
        string? limit,
        RunReader reader,
        CancellationToken cancellationToken)
    {
        // Read as text: a value that does not fit is then answered by a problem of ours and not by an empty 400.
        int most = UsualLimit;
        if (limit is not null && !(int.TryParse(limit, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= MostRuns))
        {
            return Unfit("limit", $"a number from 1 to {MostRuns}");
        }

        if (open is not (null or "true" or "false"))
        {
            return Unfit("open", "true or false");
        }

        return TypedResults.Json(
            await reader.ListAsync(project, open is "true", most, cancellationToken),
            ApiJsonContext.Default.RunList);
    }

    private static async Task<IResult> FindAsync(
        string project,
        string run,
        RunReader reader,
        CancellationToken cancellationToken) =>
        await reader.FindAsync(project, run, cancellationToken) is { } found
            ? TypedResults.Json(found, ApiJsonContext.Default.RunView)
            : Unknown(project, run);

    /// <summary>The run's events as they stand in the journal, one JSON object a line: <c>{"sequence":1,"event":{…}}</c>.</summary>
    private static async Task<IResult> ReadEventsAsync(
        string project,
        string run,
        string? after,
        RunReader reader,
        IJournal journal,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        long from = 0;
        if (after is not null && !(long.TryParse(after, CultureInfo.InvariantCulture, out from) && from >= 0))
        {
            return Unfit("after", "a sequence, 0 or more");
        }

        if (await reader.FindAsync(project, run, cancellationToken) is null)
        {
            return Unknown(project, run);
        }

        response.ContentType = "application/x-ndjson";
        StreamId stream = StreamId.Run(project, run);
        await foreach (JournalEntry entry in journal.ReadAsync(stream, from, cancellationToken))
        {
            await response.WriteAsync($"{{\"sequence\":{entry.Sequence},\"event\":", cancellationToken);
            await response.BodyWriter.WriteAsync(JournalJson.Serialize(entry.Event), cancellationToken);
            await response.BodyWriter.WriteAsync("}\n"u8.ToArray(), cancellationToken);
        }

        return TypedResults.Empty;
    }

    private static async Task<IResult> ReadBlobAsync(
        string project,
        string run,
        string blob,
        IJournal journal,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        JournalBlob? found = await journal.ReadBlobAsync(StreamId.Run(project, run), blob, cancellationToken);
        if (found is null)
        {
            return Problems.Make(
                StatusCodes.Status404NotFound,
                "blob-unknown",
                $"The run {run} has no blob {blob}, or no longer: they are kept for a while only.");
        }

        // A blob holds what a service answered: no browser may take it for a page of ours.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.ContentDisposition = "attachment";
        return TypedResults.Bytes(found.Content, found.MediaType);
    }

    private static IResult Unfit(string parameter, string expected) => Problems.Make(
        StatusCodes.Status400BadRequest,
        "query-invalid",
        $"The query parameter {parameter} must be {expected}.");

    private static IResult Unknown(string project, string run) => Problems.Make(
        StatusCodes.Status404NotFound,
        "run-unknown",
        $"There is no run {run} in a project {project} here.");
}
