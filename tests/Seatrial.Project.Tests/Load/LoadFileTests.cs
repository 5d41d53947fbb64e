using CsCheck;
using Seatrial.Project.Load;
using Seatrial.Project.Loading;
using Seatrial.Project.Tests.Loading;

namespace Seatrial.Project.Tests.Load;

public sealed class LoadFileTests
{
    private const string Allowed = "project: shop\nenvironments: { staging: { allowLoad: true, services: { orders: https://orders.example } } }";

    [Fact]
    public void A_load_at_a_rate_says_all_it_says()
    {
        ProjectModel project = With("rate: 3000/m, for: 30s, rampUp: 5s, maxUsers: 20, arrivals: random, thresholds: { duration.p95: { below: 300ms, above: 1ms }, step.Look.p99.9: 2s, errors: { below: 1.5% }, dropped: 3, rate: { atLeast: 4/s } }, abortOn: { errors: { above: 20% } }").Sound();

        LoadPlan load = project.Flows["it"].Load!;
        Assert.Equal("3000/m at random for 30s, ramping up over 5s, at most 20 users", load.InWords);
        Assert.Equal((50, 1375, TimeSpan.FromSeconds(60)), (load.Rate, load.Due, load.JourneyWithin));
        Assert.Equal(TimeSpan.FromSeconds(90), project.Flows["it"].Header.Within);
        Assert.Equal(load.InWords, project.Flows["it"].Header.Load);
        Assert.Equal(
            ["duration.p95 below 300ms Below 300", "duration.p95 above 1ms Above 1", "step.Look.p99.9 2s Equals 2000", "errors below 1.5% Below 0.015", "dropped 3 Equals 3", "rate at least 4/s AtLeast 4"],
            load.Thresholds.Select(static t => FormattableString.Invariant($"{t.Metric.Name} {t.Expected} {t.Bound} {t.Limit:0.###}")));
        Assert.Equal((0.999, 1000, 0), (Math.Round(load.Thresholds[2].Metric.Share, 6), load.Thresholds[2].Metric.LeastSamples, load.Thresholds[2].Metric.Step));
        Assert.Single(load.AbortOn);
    }

    [Theory]
    [InlineData("rate: 5/s, for: 10s", "errors=0 dropped=0")]
    [InlineData("users: 5, for: 10s", "errors=0")]
    [InlineData("users: 5, for: 10s, thresholds: { errors.count: { atMost: 3 } }", "errors.count=3")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { dropped: { atMost: 9 } }", "dropped=9 errors=0")]
    public void Nothing_that_fails_is_silently_green(string load, string thresholds) =>
        Assert.Equal(thresholds, string.Join(' ', With(load).Sound().Flows["it"].Load!.Thresholds.Select(static t => FormattableString.Invariant($"{t.Metric.Name}={t.Limit}"))));

    [Theory]
    [InlineData("rate: 5/s, users: 3, for: 10s", "ST0440")]
    [InlineData("for: 10s", "ST0440")]
    [InlineData("rate: 5/week, for: 10s", "ST0441")]
    [InlineData("rate: 0/s, for: 10s", "ST0441")]
    [InlineData("rate: 5/s", "ST0201")]
    [InlineData("rate: 5/s, for: 10s, rampUp: 20s", "ST0204")]
    [InlineData("rate: 5/s, for: 10s, pause: 1s", "ST0446")]
    [InlineData("users: 5, for: 10s, maxUsers: 7", "ST0446")]
    [InlineData("users: 5, for: 10s, pause: soon", "ST0203")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { duration: { below: 1s } }", "ST0443")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { duration.p0: { below: 1s } }", "ST0443")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { duration.p100: { below: 1s } }", "ST0443")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { step.Other.p50: { below: 1s } }", "ST0443")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { duration.p50: { under: 1s } }", "ST0444")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { errors: { below: 1 } }", "ST0444")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { errors: { below: 101% } }", "ST0444")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { dropped: 1.5 }", "ST0444")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { errors: [1%] }", "ST0444")]
    [InlineData("rate: 5/s, for: 10s, thresholds: { duration.p99: { below: 1s } }", "ST0445")]
    [InlineData("rate: 5/s, for: 10s, speed: 3", "ST0200")]
    public void What_cannot_be_meant_is_told_once(string load, string code) => Assert.Equal(code, With(load).Only().Code);

    [Fact]
    public void A_load_runs_only_where_it_is_allowed()
    {
        ProjectModel project = Written.Project("project: shop\nenvironments: { staging: { allowLoad: true, services: { orders: https://orders.example } }, production: { services: { orders: https://orders.example } } }", ("flows/it.flow.yaml", Flow("rate: 5/s, for: 10s"))).Sound();

        Assert.Null(project.Environments["staging"].WhyNot(project.Flows["it"].Header));
        Assert.Equal("production does not allow load: `allowLoad: true` would", project.Environments["production"].WhyNot(project.Flows["it"].Header));
        Assert.Equal("ST0442", Written.Flow(Flow("rate: 5/s, for: 10s")).Only().Code);
    }

    [Fact]
    public void Whatever_is_written_is_read_or_reported()
    {
        string[] parts = ["rate", "users", "for", "thresholds", "abortOn", "duration.p95", "step..p9", "errors", "5/s", "10s", "1%", "-1", "1e9/s", "{}", "[]", "below", "~", "p99.99999"];
        Gen<string> words = Gen.Int[0, parts.Length - 1].Select(i => parts[i]);
        Gen.Select(words, words, words).Array[1, 5].Sample(static entries =>
        {
            string load = string.Join(", ", entries.DistinctBy(static e => e.Item1, StringComparer.Ordinal).Select(static e => $"'{e.Item1}': {(e.Item2[0] is '{' or '[' or '~' ? e.Item2 : $"{{ '{e.Item2}': '{e.Item3}' }}")}"));
            ProjectLoadResult result = With(load);
            Assert.True(result.Project is not null || !result.Diagnostics.IsEmpty);
        });
        Gen.String.Sample(static text => Assert.True(!Rates.TryParse(text, out double rate) || rate is > 0 and <= 100_000));
    }

    [Fact]
    public void A_limit_of_the_environment_wins()
    {
        ProjectModel project = Written.Project("project: shop\nservices: { orders: { limit: { rate: 20/s, burst: 5, concurrent: 4 } } }\nenvironments: { staging: { services: { orders: { url: 'https://orders.example', limit: { rate: 60/m } } } } }").Sound();

        LimitPlan limit = project.Services["orders"].Limit!;
        Assert.Equal((20, 5, 4, "20/s, 4 at once"), (limit.Rate, limit.Burst, limit.Concurrent, limit.InWords));
        Assert.Equal((1, 1, null, "60/m"), (project.Environments["staging"].Limits["orders"].Rate, project.Environments["staging"].Limits["orders"].Burst, project.Environments["staging"].Limits["orders"].Concurrent, project.Environments["staging"].Limits["orders"].InWords));
    }

    private static string Flow(string load) => $"flow: Rush\nload: {{ {load} }}\nsteps:\n  - name: Look\n    http: GET /x\n    expect: {{ status: 200 }}\n";

    private static ProjectLoadResult With(string load) => Written.Flow(Flow(load), Allowed);
}
