using System.Text.Json;
using Seatrial.TestKit;

namespace Seatrial.Cli.Tests.Runs;

/// <summary>A load as somebody runs it who has nothing but the command.</summary>
public sealed class LoadCommandTests
{
    [Fact]
    public async Task A_load_is_run_told_and_reported_in_every_form()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        Allow(folder);
        Rush(folder, "rate: 20/s, for: 1s, thresholds: { duration.p90: { below: 10s } }");
        using CommandHarness harness = new(folder.Root) { RealClock = TimeProvider.System };

        int code = await harness.InvokeAsync("run", "--flow", "rush", "--report", "junit=run.xml", "--report", "html=run.html", "--report", "ctrf=run.ctrf", "--json", "run.json");

        string text = harness.People;
        Assert.True(code == 0, text + harness.Errors);
        Assert.Contains("  A rush  20/s for 1s, at most 100 users\n    20 journeys in 1.00 s, 20/s of 20/s asked, at most ", text, StringComparison.Ordinal);
        Assert.Contains("✓ duration.p90 below 10s  ", text, StringComparison.Ordinal);
        Assert.Contains("✓ dropped 0 (unless the flow says otherwise)  0 of 20", text, StringComparison.Ordinal);
        Assert.Equal(20, site.Asked.Count(static a => a == "GET /things"));
        Assert.Contains("<property name=\"load.summary\" value=\"20 journeys in 1.00 s, 20/s of 20/s asked", folder.Read("run.xml"), StringComparison.Ordinal);
        Assert.Contains("<h4>Load <small>20/s for 1s, at most 100 users</small></h4>", folder.Read("run.html"), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(folder.Read("run.json"));
        JsonElement load = json.RootElement.GetProperty("flows")[0].GetProperty("attempts")[0].GetProperty("load");
        Assert.Equal((20, 0, 20), (load.GetProperty("passed").GetInt32(), load.GetProperty("dropped").GetInt32(), load.GetProperty("latencies")[0].GetProperty("count").GetInt32()));
        using JsonDocument ctrf = JsonDocument.Parse(folder.Read("run.ctrf"));
        Assert.Equal(20, ctrf.RootElement.GetProperty("results").GetProperty("tests")[0].GetProperty("extra").GetProperty("seatrial").GetProperty("load").GetProperty("began").GetInt32());
    }

    [Fact]
    public async Task A_load_that_fails_is_confirmed_and_fails_the_run()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder) { IsBroken = true };
        Allow(folder);
        Rush(folder, "rate: 10/s, for: 1s");
        using CommandHarness harness = new(folder.Root) { RealClock = TimeProvider.System };

        int code = await harness.InvokeAsync("run", "--flow", "rush");

        string text = harness.People;
        Assert.Equal(1, code);
        Assert.Contains("errors: expected 0 (unless the flow says otherwise), was 100 %: 10 of 10", text, StringComparison.Ordinal);
        Assert.Contains("→ 503", text, StringComparison.Ordinal);
        Assert.Equal(20, site.Asked.Count);
    }

    [Fact]
    public async Task Where_load_is_not_allowed_it_is_skipped_and_the_plan_says_why()
    {
        using TempFolder folder = new();
        using ToolSite site = new(folder);
        folder.Write("seatrial.yaml", $"{folder.Read("seatrial.yaml")}".Replace("environments:\n", "environments:\n  other: { allowLoad: true, services: { web: 'http://other.example' } }\n", StringComparison.Ordinal));
        Rush(folder, "rate: 10/s, for: 1s");
        using CommandHarness plan = new(folder.Root) { RealClock = TimeProvider.System };
        using CommandHarness run = new(folder.Root) { RealClock = TimeProvider.System };

        await plan.InvokeAsync("plan", "--env", "local");
        int code = await run.InvokeAsync("run", "--env", "local");

        Assert.Contains("rush  local does not allow load: `allowLoad: true` would", plan.People, StringComparison.Ordinal);
        Assert.True(code == 0, run.People + run.Errors);
        Assert.Contains("1 passed in ", run.People, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /things", site.Asked);
    }

    private static void Allow(TempFolder folder) =>
        folder.Write("seatrial.yaml", folder.Read("seatrial.yaml").Replace("  local:\n", "  local:\n    allowLoad: true\n", StringComparison.Ordinal));

    private static void Rush(TempFolder folder, string load) =>
        folder.Write("flows/rush.flow.yaml", $"flow: A rush\nwithin: 20s\nload: {{ {load} }}\nsteps:\n  - name: Look\n    http: GET {{{{ web }}}}/things\n    expect: {{ status: 200 }}\n");
}
