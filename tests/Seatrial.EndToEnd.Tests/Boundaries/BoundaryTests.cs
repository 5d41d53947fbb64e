using System.Text.Json;
using Seatrial.EndToEnd.Tests.Shops;
using Seatrial.TestKit;

namespace Seatrial.EndToEnd.Tests.Boundaries;

/// <summary>The shop's boundaries: every hole that was planted is found by the request that shows it, and the sound shop has none.</summary>
public sealed class BoundaryTests
{
    /// <summary>What the release <c>open-doors</c> does wrong, and the request that shows it.</summary>
    private static readonly (string Hole, string Request)[] Holes =
    [
        ("anybody reads anybody's order", "bob may not: read the order"),
        ("whoever asks for a buyer's orders gets them", "bob may: list Alice's orders"),
        ("anybody cancels anybody's order", "bob may not: cancel the order"),
        ("a stranger deletes orders", "anonymous may not: delete the order"),
        ("anybody reads anybody's receipt", "bob may not: read the receipt"),
        ("a shopper refunds", "alice may not: refund the order"),
        ("payments checks no signature: claims changed", "with a token changed after it was signed nobody may: read the receipt"),
        ("payments checks no signature: another key", "with a token signed with another key nobody may: read the receipt"),
        ("payments takes tokens of any issuer", "with a forged token of another issuer nobody may: read the receipt"),
        ("payments takes good tokens of anybody", "with a token of another tenant nobody may: read the receipt"),
        ("a stranger changes the stock", "anonymous may not: say how many there are"),
        ("inventory takes expired tokens", "with an expired token nobody may: forget how many there are"),
        ("catalog takes tokens for other services", "with a token for another service nobody may: remove an item"),
        ("catalog takes unsigned tokens", "with an unsigned token nobody may: remove an item"),
    ];

    /// <summary>Requests that a hole makes pass besides the one that shows it: a route open to all takes every token.</summary>
    private static readonly string[] OpenToAll = ["delete the order", "say how many there are"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_finds_every_planted_hole_and_none_in_the_sound_release()
    {
        await using DeployedShop shop = await DeployedShop.StartAsync(Token);
        (int exitCode, string[] broken, int tried) = await TryAsync(shop);
        Assert.Equal([], broken);
        Assert.Equal(0, exitCode);
        Assert.True(tried > 100, $"Only {tried} requests were made.");

        File.Copy(TestPaths.InRepository("samples", "shop", "holes", "open-doors", "release.yaml"), Path.Combine(shop.Folder, "releases", "open-doors.yaml"));
        ProcessResult deployed = await shop.SeatrialAsync(TimeSpan.FromMinutes(2), Token, "deploy", "releases/open-doors.yaml", "--project", ".", "--env", "local");
        Assert.True(deployed.ExitCode == 0, deployed.ToString());
        (exitCode, broken, _) = await TryAsync(shop);

        Assert.Equal(1, exitCode);
        Assert.Equal([], Holes.Where(hole => !broken.Contains(hole.Request, StringComparer.Ordinal)).Select(static hole => hole.Hole));
        string[] foundInVain =
        [
            .. broken.Except(Holes.Select(static hole => hole.Request))
                .Where(static request => !Array.Exists(OpenToAll, rule => request.EndsWith(rule, StringComparison.Ordinal)))
                .Where(static request => !request.StartsWith("with an unsigned token (alg: ", StringComparison.Ordinal))
                .Where(static request => request is not ("support may: list Alice's orders" or "bob may not: refund the order" or "with an unsigned token nobody may: read the receipt")),
        ];
        Assert.Equal([], foundInVain);
    }

    /// <summary>Runs the boundaries.</summary>
    /// <returns>The exit code, the requests that were answered wrongly, and how many were made.</returns>
    private static async Task<(int ExitCode, string[] Broken, int Tried)> TryAsync(DeployedShop shop)
    {
        ProcessResult run = await shop.SeatrialAsync(TimeSpan.FromMinutes(2), Token, "run", ".", "--env", "local", "--flow", "*boundary", "--json", "boundaries.json");
        Assert.True(run.ExitCode is 0 or 1, run.ToString());
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(shop.Folder, "boundaries.json"), Token));
        JsonElement[] requests = [.. report.RootElement.GetProperty("flows").EnumerateArray()
            .SelectMany(static flow => flow.GetProperty("attempts")[0].GetProperty("steps").EnumerateArray())
            .SelectMany(Innermost)];
        return (
            run.ExitCode,
            [.. requests.Where(static r => r.GetProperty("outcome").GetString() == "failed").Select(static r => r.GetProperty("name").GetString()!).Distinct(StringComparer.Ordinal)],
            requests.Length);
    }

    private static IEnumerable<JsonElement> Innermost(JsonElement step) =>
        step.TryGetProperty("inner", out JsonElement inner) && inner.ValueKind == JsonValueKind.Array && inner.GetArrayLength() > 0
            ? inner.EnumerateArray().SelectMany(Innermost)
            : [step];
}
