using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Loading;

public sealed class ProjectIncludesTests
{
    [Fact]
    public void Included_files_add_names_and_their_own_includes_theirs()
    {
        ProjectModel project = Written.Project(
            "project: shop\ninclude: [shared/services.yaml, shared/staging.yaml]\nservices: { catalog: {} }",
            ("shared/services.yaml", "include: shared/secrets.yaml\nservices: { orders: { owner: team-orders } }\nvariables: { currency: EUR }"),
            ("shared/secrets.yaml", "secrets: { key: { env: KEY } }\ntokens: { guest: { bearer: '{{ key }}' } }"),
            ("shared/staging.yaml", "environments: { staging: { services: { orders: https://orders.example, catalog: https://catalog.example } } }")).Sound();

        Assert.Equal(["catalog", "orders"], project.Services.Keys);
        Assert.Equal("team-orders", project.Services["orders"].Owner);
        Assert.Equal(["staging"], project.Environments.Keys);
        Assert.Equal(["key"], project.Secrets.Keys);
        Assert.Equal(["guest"], project.Tokens.Keys);
        Assert.True(project.Environments["staging"].Variables.ContainsKey("currency"));
    }

    [Theory]
    [InlineData("a.yaml", "services: { orders: {} }", "ST0450 a.yaml:1:13+6 `orders` is said here and at seatrial.yaml:3:13. | Say it in one of the two: no file overrides another.")]
    [InlineData("a.yaml", "include: a.yaml", "ST0451 a.yaml:1:10+6 `a.yaml` is being included: it would include itself for ever. | Remove this: seatrial.yaml includes a.yaml includes a.yaml.")]
    [InlineData("a.yaml", "include: seatrial.yaml", "ST0451 a.yaml:1:10+13 `seatrial.yaml` is being included: it would include itself for ever. | Remove this: seatrial.yaml includes a.yaml includes seatrial.yaml.")]
    [InlineData("a.yaml", "defaults: { within: 5s }", "ST0452 a.yaml:1:1+8 `defaults` cannot stand in `a.yaml`, which is included. | An included file can have: services, environments, variables, secrets, tokens and `include`.")]
    [InlineData("a.yaml", "service: {}", "ST0452 a.yaml:1:1+7 `service` cannot stand in `a.yaml`, which is included. | Did you mean `services`?")]
    [InlineData("b.yaml", "", "ST0009 seatrial.yaml:2:10+6 There is no file `a.yaml` in the project. | Paths are relative to the folder of seatrial.yaml. Check the name, and its upper and lower case.")]
    public void What_cannot_be_meant_is_told_where_it_stands(string file, string text, string told) => Assert.Equal(
        told,
        Assert.Single(Written.Project("project: shop\ninclude: a.yaml\nservices: { orders: {} }\nenvironments: { staging: { services: { orders: https://orders.example } } }", (file, text)).Lines()));

    [Fact]
    public void Nothing_outside_the_project_is_included()
    {
        using TempFolder folder = new();
        folder.Write("secret.yaml", "variables: { stolen: 1 }");
        folder.Write("project/seatrial.yaml", "project: shop\ninclude: [../secret.yaml, link.yaml]\nenvironments: { local: {} }");
        File.CreateSymbolicLink(folder.At("project", "link.yaml"), folder.At("secret.yaml"));

        ProjectLoadResult result = Written.Loader.Load(folder.At("project"));

        Assert.Null(result.Project);
        Assert.Equal(["ST0008", "ST0008"], result.Diagnostics.Select(static d => d.Code));
    }

    [Fact]
    public void An_included_file_belongs_to_the_snapshot()
    {
        using TempFolder folder = new();
        folder.Write("seatrial.yaml", "project: shop\ninclude: shared/variables.yaml\nenvironments: { local: {} }");
        folder.Write("shared/variables.yaml", "variables: { currency: EUR }");
        ProjectLoadResult one = Written.Loader.Load(folder.Root);
        folder.Write("shared/variables.yaml", "variables: { currency: USD }");
        ProjectLoadResult other = Written.Loader.Load(folder.Root);

        Assert.Contains("shared/variables.yaml", one.Sources.Keys);
        Assert.NotEqual(one.Sound().Hash, other.Sound().Hash);
    }

    [Fact]
    public void Whatever_is_included_ends()
    {
        string[] names = ["seatrial.yaml", "a.yaml", "b.yaml", "c.yaml"];
        Gen.Int[0, 3].Array[0, 4].Array[4].Sample(includes =>
        {
            (string, string)[] files = [.. Enumerable.Range(0, 4).Select(i => (names[i], $"{(i == 0 ? "project: shop\nenvironments: { local: {} }\n" : string.Empty)}variables: {{ v{i}: 1 }}\ninclude: [{string.Join(", ", includes[i].Select(n => names[n]))}]\n"))];
            ProjectLoadResult result = Written.Project(files[0].Item2, files[1..]);
            Assert.True(result.Project is not null || result.Diagnostics.Any(static d => d.Code == "ST0451" && d.Severity == DiagnosticSeverity.Error));
        });
    }
}
