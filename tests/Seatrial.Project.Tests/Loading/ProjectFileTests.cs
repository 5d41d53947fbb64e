using Seatrial.Core.Documents;
using Seatrial.Core.Environments;
using Seatrial.Core.Remedies;
using Seatrial.Core.Runs;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Tests.Loading;

public sealed class ProjectFileTests
{
    [Fact]
    public void A_name_and_one_environment_are_enough()
    {
        ProjectModel project = Written.Project("project: shop\nenvironments: { local: {} }\n").Sound();

        EnvironmentModel local = Assert.Single(project.Environments).Value;
        Assert.Equal("shop", project.Name);
        Assert.Equal(new EnvironmentPolicy(), local.Policy);
        Assert.Empty(project.Flows);
    }

    [Fact]
    public void The_example_of_the_language_loads()
    {
        ProjectModel project = Written.Project("""
            project: shop
            services:
              orders:
                owner: team-orders
                path: services/orders
                version: { http: GET /version, at: $.version }
            environments:
              staging:
                services:
                  orders: https://orders.staging.example
                  catalog: https://catalog.staging.example
                  identity: https://id.staging.example
                variables: { currency: EUR }
                mode: enforce
                remedies:
                  - hold: { tell: [platform] }
            secrets:
              client-secret: { env: SHOP_CLIENT_SECRET }
            tokens:
              guest:
                oauth2: { grant: client_credentials, issuer: '{{ identity }}', client: shop-web, secret: '{{ client-secret }}', scope: shop }
            """).Sound();

        Assert.Equal(["catalog", "identity", "orders"], project.Services.Keys);
        Assert.Equal(("team-orders", "services/orders", "/version"), (project.Services["orders"].Owner, project.Services["orders"].Path, project.Services["orders"].VersionPath));
        Assert.Equal("$.version", project.Services["orders"].VersionAt!.Text);
        Assert.Equal(RunMode.Enforce, project.Environments["staging"].Policy.Mode);
        Assert.Equal(new RemedyOption(RemedyKind.Hold, string.Empty, ["platform"]).Tell, project.Environments["staging"].Policy.Remedies[0].Tell);
        Assert.Equal(["client-secret", "identity"], Assert.IsType<TokenModel.OAuth2>(project.Tokens["guest"]) is var token ? token.Secret!.Names.Concat(token.Issuer!.Names).Order(StringComparer.Ordinal) : []);
    }

    [Fact]
    public void Every_policy_can_be_written()
    {
        EnvironmentPolicy policy = Written.Project("""
            project: shop
            environments:
              staging:
                mode: shadow
                firstDeployment: trust
                onNewDeployment: coalesce
                parallel: 12
                baseline: 7d
                settle: { within: 90s, every: 100ms, agree: 5 }
                signals: { within: 20s, quiet: 500ms, silence: 7s }
                budget: { remedies: 1, per: 30m }
                process: { root: . }
                remedies: [{ rollback: { process: {} } }, { hold: {} }]
            """).Sound().Environments["staging"].Policy;

        Assert.Equal((RunMode.Shadow, FirstDeployment.Trust, NewDeployment.Coalesce), (policy.Mode, policy.FirstDeployment, policy.OnNewDeployment));
        Assert.Equal((12, 5, 1), (policy.Parallel, policy.SettleAgreements, policy.RemedyBudget));
        Assert.Equal(TimeSpan.FromDays(7), policy.BaselineTimeToLive);
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(100)), (policy.SettleWithin, policy.SettleEvery));
        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(7)), (policy.SignalsWithin, policy.SignalsQuiet, policy.SignalsSilence));
        Assert.Equal(TimeSpan.FromMinutes(30), policy.RemedyBudgetPer);
        Assert.Equal([RemedyKind.Rollback, RemedyKind.Hold], policy.Remedies.Select(r => r.Kind));
    }

    [Fact]
    public void A_flow_without_a_deadline_has_the_default_of_the_project()
    {
        ProjectModel project = Written.Flow("flow: It\nsteps: [{ http: GET /, expect: { status: 200 } }]\n", $"{Written.Plain}\ndefaults: {{ within: 5s }}\n").Sound();

        Assert.Equal(TimeSpan.FromSeconds(5), project.Flows["it"].Header.Within);
    }

    [Fact]
    public void An_environment_can_take_its_secrets_from_elsewhere()
    {
        ProjectModel project = Written.Project("""
            project: shop
            environments:
              local:
                secrets: { password: { generated: 24 }, only-here: { env: ONLY } }
                variables: { greeting: 'hello {{ only-here }}' }
              staging: { variables: { greeting: hello } }
            secrets: { password: { env: PASSWORD } }
            """).Sound();

        Assert.IsType<SecretSource.Generated>(project.Environments["local"].Secrets["password"]);
        Assert.Empty(project.Environments["staging"].Secrets);
        Assert.IsType<SecretSource.Env>(project.Secrets["password"]);
        Assert.Contains("only-here", project.Secrets.Keys);
    }

    [Theory]
    [InlineData("a: '{{ b }}', b: '{{ c }}', c: '{{ a }}'", "`a` depends on itself: a → b → c → a.")]
    [InlineData("a: '{{ a }}'", "`a` depends on itself: a → a.")]
    [InlineData("a: '{{ orders }}'", "`a` depends on itself: a → orders → a.")]
    public void Values_that_need_themselves_are_refused(string variables, string message)
    {
        Diagnostic found = Written.Project($"project: shop\nenvironments:\n  staging:\n    services: {{ orders: 'https://{{{{ a }}}}.example' }}\n    variables: {{ {variables} }}\n").Only();

        Assert.Equal(("ST0219", message), (found.Code, found.Message));
    }

    [Fact]
    public void A_long_way_of_values_is_refused_before_anybody_follows_it()
    {
        string variables = string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"v{i}: '{{{{ v{i + 1} }}}}'"));

        Diagnostic found = Written.Project($"project: shop\nenvironments: {{ staging: {{ variables: {{ {variables}, v5000: end }} }} }}\n").Only();

        Assert.Equal("ST0219", found.Code);
    }

    [Fact]
    public void A_variable_that_an_environment_lacks_is_a_warning()
    {
        ProjectLoadResult result = Written.Project("project: shop\nenvironments:\n  one: { variables: { currency: EUR } }\n  two: {}\n");

        Assert.Equal(("ST0218", DiagnosticSeverity.Warning, 4), (result.Only().Code, result.Only().Severity, result.Only().Span.Line));
        Assert.NotNull(result.Project);
    }

    [Theory]
    [InlineData("secrets: { s: hunter2 }", "ST0210", "is written down here")]
    [InlineData("secrets: { s: {} }", "ST0210", "needs exactly one source")]
    [InlineData("secrets: { s: { env: A, file: B } }", "ST0210", "needs exactly one source")]
    [InlineData("secrets: { s: { command: [] } }", "ST0210", "as a list")]
    [InlineData("secrets: { s: { command: pass show x } }", "ST0210", "as a list")]
    [InlineData("secrets: { s: { generated: 4 } }", "ST0204", "must be from 16 to 128")]
    [InlineData("secrets: { s: { vault: x } }", "ST0200", "means nothing")]
    [InlineData("secrets: { orders: { env: X } }", "ST0405", "is a service already")]
    [InlineData("variables: { orders: 1 }", "ST0405", "is a service already")]
    [InlineData("tokens: { t: { oauth2: { client: x } } }", "ST0201", "whom to ask")]
    [InlineData("tokens: { t: { bearer: a, basic: { user: a, password: b } } }", "ST0211", "exactly one")]
    [InlineData("services: { order: {} }", "ST0213", "has no service `orders`")]
    [InlineData("services: { orders: { version: { http: POST /v } } }", "ST0209", "is not a GET")]
    [InlineData("services: { orders: { version: { http: GET /v, at: version } } }", "ST0407", "is not a JSONPath")]
    [InlineData("defaults: { within: soon }", "ST0203", "is not a duration")]
    [InlineData("enviroment: x", "ST0200", "means nothing")]
    public void What_does_not_fit_is_named_with_a_way_out(string line, string code, string message)
    {
        ProjectLoadResult result = Written.Project($"{Written.Plain}\n{line}\n");

        Diagnostic found = Assert.Single(result.Diagnostics, d => d.Code == code);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(found.Hint));
        Assert.True(found.Span is { Line: > 0, Column: > 0 });
    }

    [Fact]
    public void A_rollback_needs_somebody_who_can_do_it()
    {
        Diagnostic found = Written.Project("project: shop\nenvironments: { local: { remedies: [{ rollback: { process: {} } }] } }\n").Only();

        Assert.Equal("ST0220", found.Code);
    }

    [Fact]
    public void Two_files_cannot_name_the_same_flow()
    {
        const string flow = "flow: It\nsteps: [{ http: GET /, expect: { status: 200 } }]\n";

        Diagnostic found = Written.Project(Written.Plain, ("it.flow.yaml", flow), ("flows/it.flow.yaml", flow)).Only();

        Assert.Equal(("ST0007", "it.flow.yaml"), (found.Code, found.Span.File));
    }

    [Theory]
    [InlineData("flows/.flow.yaml")]
    [InlineData("flows/a b.flow.yaml")]
    [InlineData("flows/../x.flow.yaml")]
    [InlineData("flows//x.flow.yaml")]
    public void A_file_that_cannot_name_a_flow_is_reported(string path) =>
        Assert.Equal("ST0006", Written.Project(Written.Plain, (path, "flow: It\n")).Only().Code);
}
