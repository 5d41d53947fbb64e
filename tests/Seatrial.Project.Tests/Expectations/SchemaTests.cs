using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.Project.Tests.Expressions;
using Seatrial.Project.Tests.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Expectations;

/// <summary>The operator <c>schema</c>: inline, from files, and what is told when a value does not fit.</summary>
public sealed class SchemaTests
{
    private const string Order = """{ "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" }, "at": { "format": "date-time" }, "total": { "$ref": "parts/money.json" } } }""";
    private const string Money = """{ "properties": { "currency": { "enum": ["EUR"] } } }""";

    [Fact]
    public void Inline_Fits_OrTellsEachPlace()
    {
        ExpectationPlan plan = Plan("{ type: object, required: [id], properties: { id: { type: integer }, items: { type: array, items: { properties: { 'a b': { minimum: 1 } } } } } }");

        Assert.True(Evaluate(plan, """{"id":1,"items":[]}""").Passed);
        Assert.Equal(
            new(false, "fitting the schema", """{"id":"3","items":[{"a b":2},{"a b":0}]}""", """$.id: expected integer, was string "3"; $.items[1]['a b']: expected at least 1, was 0"""),
            Evaluate(plan, """{"id":"3","items":[{"a b":2},{"a b":0}]}"""));
        Assert.Equal("$: the property \"id\" is missing", Evaluate(plan, "{}").Message);
        Assert.EndsWith("; … and more", Evaluate(Plan("{ items: { type: string } }"), "[1,2,3,4,5,6,7]").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_AndWhatItRefersTo_Holds()
    {
        ExpectationPlan plan = Plan("schemas/order.json", ("schemas/order.json", Order), ("schemas/parts/money.json", Money));

        MatchResult result = Evaluate(plan, """{"id":1,"at":"yesterday","total":{"currency":"USD"}}""");

        Assert.Equal("fitting schemas/order.json", result.Expected);
        Assert.Equal("""$.at: expected the format date-time, was "yesterday"; $.total.currency: expected "EUR", was "USD" """.TrimEnd(), result.Message);
    }

    [Fact]
    public void Nested_WorksLikeEveryOperator()
    {
        ExpectationPlan each = Plan("x", isWhole: true, matcher: "{ each: { schema: { type: integer } } }");
        ExpectationPlan not = Plan("x", isWhole: true, matcher: "{ not: { schema: { type: integer } } }");

        Assert.Equal("$[1]: expected integer, was string \"a\"", Evaluate(each, """[1,"a"]""").Message);
        Assert.Equal("expected not fitting the schema, was 1", Evaluate(not, "1").Message);
    }

    [Fact]
    public void Values_AreMaskedBeforeTheyAreCut()
    {
        Masker masker = new();
        masker.Add("hunter2hunter2");
        ExpectationPlan plan = Plan("{ type: integer, not: { type: string } }");

        string cut = Evaluate(plan, $"\"{new string('a', 110)}hunter2hunter2\"", masker).Message!;
        string secret = Matching.Evaluate(plan, new(JsonElement.Parse("\"hunter2hunter2\""), IsSecret: true), null, new TestScope()).Message!;

        Assert.DoesNotContain("hunt", cut, StringComparison.Ordinal);
        Assert.Equal("$: *** does not fit the schema", secret);
    }

    [Theory]
    [InlineData("schemas/gone.json", "ST0009 flows/it.flow.yaml:4:28 There is no file `schemas/gone.json` in the project.")]
    [InlineData("../order.json", "ST0008 flows/it.flow.yaml:4:28 `../order.json` is not a path inside the project.")]
    [InlineData("/etc/hostname", "ST0008 flows/it.flow.yaml:4:28 `/etc/hostname` is not a path inside the project.")]
    [InlineData("bad.json", "ST0427 bad.json:2:14 The file is not JSON: ")]
    [InlineData("wrong.json", "ST0428 wrong.json:3:20 This is not a JSON Schema: \"text\" is no type")]
    [InlineData("refers.json", "ST0428 refers.json:1:11 This is not a JSON Schema: \"gone.json\" leads to a document that is not there.")]
    [InlineData("escapes.json", "ST0428 escapes.json:1:11 This is not a JSON Schema: \"../%2e%2e/..%2forder.json\" leads to a document that is not there.")]
    [InlineData("deep.json", "ST0427 bad.json:2:14 The file is not JSON: ")]
    [InlineData("{ properties: { id: { type: text } } }", "ST0428 flows/it.flow.yaml:4:56 This is not a JSON Schema: \"text\" is no type")]
    [InlineData("{ const: '{{ orders }}' }", "ST0409 flows/it.flow.yaml:4:37 A schema is taken as it is written")]
    [InlineData("true", "ST0409 flows/it.flow.yaml:4:28 `schema` takes a schema or the path of its file, and this is a boolean.")]
    public void Load_WrongSchema_TellsWhere(string schema, string told)
    {
        ProjectLoadResult result = Load(
            $"{{ schema: {schema} }}",
            ("bad.json", "{\n  \"type\": 5, }"),
            ("wrong.json", "{\n  \"properties\": {\n    \"é\": { \"type\": \"text\" } } }"),
            ("refers.json", """{ "$ref": "gone.json" }"""),
            ("escapes.json", """{ "$ref": "../%2e%2e/..%2forder.json" }"""),
            ("deep.json", """{ "$ref": "bad.json" }"""));

        Diagnostic diagnostic = result.Only();
        Assert.StartsWith(told, $"{diagnostic.Code} {diagnostic.Span} {diagnostic.Message}", StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(diagnostic.Hint));
        Assert.Contains('^', DiagnosticRenderer.Render(diagnostic, result.Sources));
    }

    [Fact]
    public void Folder_SchemaFiles_BelongToTheProjectAndItsHashes()
    {
        using TempFolder folder = new();
        folder.Write("seatrial.yaml", Written.Plain);
        folder.Write("flows/it.flow.yaml", FlowOf("{ schema: schemas/order.json }"));
        folder.Write("flows/caller.flow.yaml", "flow: Caller\nsteps:\n  - call: it\n");
        folder.Write("flows/other.flow.yaml", FlowOf("1"));
        folder.Write("schemas/order.json", Order);
        folder.Write("schemas/parts/money.json", Money);
        folder.Write("schemas/unused.json", "{");

        ProjectLoadResult first = Written.Loader.Load(folder.Root);
        ProjectModel project = first.Sound();
        ProjectModel snapshot = Written.Loader.Load("/nowhere", first.Sources).Sound();
        folder.Write("schemas/parts/money.json", Money.Replace("EUR", "USD", StringComparison.Ordinal));
        ProjectModel changed = Written.Loader.Load(folder.Root).Sound();

        Assert.Equal(["flows/caller.flow.yaml", "flows/it.flow.yaml", "flows/other.flow.yaml", "schemas/order.json", "schemas/parts/money.json", "seatrial.yaml"], first.Sources.Keys);
        Assert.Equal(["schemas/order.json", "schemas/parts/money.json"], project.Flows["it"].Files);
        Assert.Equal(SnapshotStore.ContentHash(first.Sources), project.Hash);
        Assert.Equal((project.Hash, project.Flows["it"].Header.Hash), (snapshot.Hash, snapshot.Flows["it"].Header.Hash));
        Assert.NotEqual(project.Hash, changed.Hash);
        Assert.NotEqual(project.Flows["it"].Header.Hash, changed.Flows["it"].Header.Hash);
        Assert.NotEqual(project.Flows["caller"].Header.Hash, changed.Flows["caller"].Header.Hash);
        Assert.Equal(project.Flows["other"].Header.Hash, changed.Flows["other"].Header.Hash);
    }

    [Fact]
    public void Folder_Link_IsNotFollowed()
    {
        using TempFolder outside = new();
        using TempFolder folder = new();
        outside.Write("order.json", "{}");
        folder.Write("seatrial.yaml", Written.Plain);
        folder.Write("inner/order.json", "{}");
        File.CreateSymbolicLink(Path.Combine(folder.Root, "out.json"), Path.Combine(outside.Root, "order.json"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "outside"), outside.Root);
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "inside"), "inner");

        foreach (string path in (string[])["out.json", "outside/order.json", "inside/order.json"])
        {
            folder.Write("flows/it.flow.yaml", FlowOf($"{{ schema: {path} }}"));
            ProjectLoadResult result = Written.Loader.Load(folder.Root);

            Assert.Equal(["ST0008"], result.Diagnostics.Select(d => d.Code));
        }
    }

    [Fact]
    public void Flow_WithoutSchemas_KeepsItsHash()
    {
        string hash = Load("1").Sound().Flows["it"].Header.Hash;

        Assert.Equal(hash, Load("1", ("schemas/order.json", Order)).Sound().Flows["it"].Header.Hash);
    }

    private static string FlowOf(string matcher) => $"flow: It\nsteps:\n  - http: GET {{{{ orders }}}}/x\n    expect: {{ $: {matcher} }}\n";

    private static ProjectLoadResult Load(string matcher, params (string Path, string Text)[] files) =>
        Written.Project(Written.Plain, [("flows/it.flow.yaml", FlowOf(matcher)), .. files]);

    private static ExpectationPlan Plan(string schema, params (string Path, string Text)[] files) =>
        Plan(schema, isWhole: false, matcher: string.Empty, files);

    private static ExpectationPlan Plan(string schema, bool isWhole, string matcher, params (string Path, string Text)[] files) =>
        Load(isWhole ? matcher : $"{{ schema: {schema} }}", files).Sound().Flows["it"].Steps[0].Expect[0];

    private static MatchResult Evaluate(ExpectationPlan plan, string json, Masker? masker = null) =>
        Matching.Evaluate(plan, new FlowValue(JsonElement.Parse(json)), null, new TestScope(), masker);
}
