using System.Globalization;
using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Project.Flows;
using Seatrial.Project.Loading;
using Seatrial.Project.Tests.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Flows;

public sealed class DataTests
{
    private const string Steps = "steps:\n  - http: GET /{{ sku }}\n    expect: { status: 200 }\n";

    [Fact]
    public void A_flow_with_rows_is_run_once_for_each_by_name()
    {
        ProjectModel project = Written.Flow($"flow: Price\ndata: [{{ sku: A-1, price: 12.50 }}, {{ sku: 'B 2', price: 3 }}, {{ sku: A-1, price: 4 }}]\n{Steps}").Sound();

        Assert.Equal(["it[A-1-2]", "it[A-1]", "it[B-2]"], project.Flows.Keys);
        Assert.Equal("Price [B-2]", project.Flows["it[B-2]"].Header.Name);
        Assert.Equal("it[B-2]", project.Flows["it[B-2]"].Header.Id);
        Assert.Equal(("A-1", "12.50"), (project.Flows["it[A-1]"].Row["sku"].ToText(), project.Flows["it[A-1]"].Row["price"].ToText()));
    }

    [Fact]
    public void Rows_come_from_a_file_which_is_part_of_the_project()
    {
        const string Flow = "flow: Price\ndata: { file: data/items.csv, name: sku }\n" + Steps;

        ProjectModel one = With("price,sku\n1.10,A-1\n\"1,000\",\"B\"\"2\"\n").Sound();
        ProjectModel other = With("price,sku\n1.10,A-1\n1,B\n").Sound();

        Assert.Equal(["it[A-1]", "it[B-2]"], one.Flows.Keys);
        Assert.Equal(("1,000", "B\"2"), (one.Flows["it[B-2]"].Row["price"].ToText(), one.Flows["it[B-2]"].Row["sku"].ToText()));
        Assert.Equal("1.10", one.Flows["it[A-1]"].Row["price"].ToText());
        Assert.NotEqual(one.Hash, other.Hash);
        Assert.NotEqual(one.Flows["it[A-1]"].Header.Hash, other.Flows["it[A-1]"].Header.Hash);

        static ProjectLoadResult With(string csv) => Written.Project(Written.Plain, ("flows/it.flow.yaml", Flow), ("data/items.csv", csv));
    }

    [Fact]
    public void A_file_of_data_is_read_from_the_folder_and_kept_with_the_snapshot()
    {
        using TempFolder folder = new();
        folder.Write("seatrial.yaml", Written.Plain);
        folder.Write("it.flow.yaml", $"flow: It\ndata: rows.json\n{Steps}");
        folder.Write("rows.json", """[{ "sku": "A-1", "count": 3 }]""");

        ProjectLoadResult loaded = Written.Loader.Load(folder.Root);
        ProjectLoadResult again = Written.Loader.Load("/nowhere", loaded.Sources);

        Assert.Equal(["it[A-1]"], loaded.Sound().Flows.Keys);
        Assert.Contains("rows.json", loaded.Sources.Keys);
        Assert.Equal(loaded.Project!.Hash, again.Sound().Hash);
    }

    [Fact]
    public void A_file_that_is_a_link_out_of_the_project_is_not_read()
    {
        using TempFolder folder = new();
        using TempFolder outside = new();
        outside.Write("rows.json", """[{ "sku": "A-1" }]""");
        folder.Write("seatrial.yaml", Written.Plain);
        folder.Write("it.flow.yaml", $"flow: It\ndata: data/rows.json\n{Steps}");
        Directory.CreateSymbolicLink(folder.At("data"), outside.Root);

        Assert.Contains("ST0008", Written.Loader.Load(folder.Root).Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("data: ../rows.csv", "ST0008")]
    [InlineData("data: /etc/passwd", "ST0008")]
    [InlineData("data: nowhere.csv", "ST0009")]
    [InlineData("data: {}", "ST0420")]
    [InlineData("data: 5", "ST0009")]
    [InlineData("data: []", "ST0420")]
    [InlineData("data: [1]", "ST0420")]
    [InlineData("data: [{ sku: A }, { item: B }]", "ST0421")]
    [InlineData("data: { rows: [{ sku: A }], name: title }", "ST0421")]
    [InlineData("data: [{ sku: '{{ orders }}' }]", "ST0301")]
    [InlineData("data: [{ orders: A, sku: A }]", "ST0405")]
    public void What_does_not_fit_has_a_code(string data, string code) =>
        Assert.Equal([code], Written.Flow($"flow: It\n{data}\n{Steps}").Diagnostics.Select(d => d.Code).Where(c => c != "ST0301" || code == "ST0301").Distinct());

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("a,a\n1,2\n", 1, 1)]
    [InlineData("a,b\n1\n", 2, 1)]
    [InlineData("a,b\n\n1,x\"y\n", 3, 4)]
    [InlineData("a\n\"open\n", 2, 1)]
    [InlineData("a\n\"x\"y\n", 2, 4)]
    public void A_table_that_cannot_be_read_says_where(string csv, int line, int column)
    {
        Assert.Null(CsvTable.TryParse(csv, out CsvError? error));
        Assert.Equal((line, column), (error!.Line, error.Column));
    }

    [Fact]
    public void Any_table_that_is_written_is_read_again()
    {
        Gen<string> field = Gen.OneOf(Gen.String[Gen.Char["ab,\"\n\r x"], 0, 6], Gen.String[0, 5]);
        Gen.Int[1, 4].SelectMany(columns => field.Array[columns].Array[0, 5].Select(rows => (columns, rows))).Sample(table =>
        {
            string[] names = [.. Enumerable.Range(0, table.columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}"))];
            string csv = string.Concat(table.rows.Prepend(names).Select(r => string.Join(',', r.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
            CsvTable? read = CsvTable.TryParse(csv, out _);
            Assert.NotNull(read);
            Assert.Equal(table.rows, read.Rows.Select(r => r.ToArray()));
        });
    }

    [Fact]
    public void No_text_makes_the_table_reader_fail() =>
        Gen.String[Gen.Char["ab,\"\n\r x"], 0, 40].Sample(text =>
        {
            CsvTable? read = CsvTable.TryParse(text, out CsvError? error);
            Assert.Equal(read is null, error is not null);
        }, iter: 20_000);

    [Theory]
    [InlineData("needs: nobody", "ST0423")]
    [InlineData("needs: it", "ST0424")]
    [InlineData("needs: [other]", "ST0424")]
    public void Needs_that_cannot_be_met_have_a_code(string needs, string code) =>
        Assert.Contains(code, Written.Project(
            Written.Plain,
            ("flows/it.flow.yaml", $"flow: It\n{needs}\nsteps: [{{ http: GET /, expect: {{ status: 200 }} }}]\n"),
            ("flows/other.flow.yaml", "flow: Other\nneeds: it\nsteps: [{ http: GET /, expect: { status: 200 } }]\n")).Diagnostics.Select(d => d.Code));

    [Fact]
    public void A_need_of_a_flow_with_data_is_one_of_each_row()
    {
        ProjectModel project = Written.Project(
            Written.Plain,
            ("flows/it.flow.yaml", $"flow: It\ndata: [{{ sku: A }}, {{ sku: B }}]\n{Steps}"),
            ("flows/other.flow.yaml", "flow: Other\nneeds: it\nsteps: [{ http: GET /, expect: { status: 200 } }]\n")).Sound();

        Assert.Equal(["it[A]", "it[B]"], project.Flows["other"].Header.Needs);
    }

    [Fact]
    public void A_flow_with_data_is_not_called()
    {
        Diagnostic only = Written.Project(
            Written.Plain,
            ("flows/it.flow.yaml", $"flow: It\ndata: [{{ sku: A }}]\n{Steps}"),
            ("flows/other.flow.yaml", "flow: Other\nsteps: [{ call: it }]\n")).Only();

        Assert.Equal("ST0425", only.Code);
    }

    [Theory]
    [InlineData("flows: { only: ['guest-*'] }", "guest-checkout")]
    [InlineData("flows: { tags: [slow] }", "search[A]")]
    [InlineData("flows: { not: ['search'] }", "guest-checkout")]
    [InlineData("flows: { notTags: [slow] }", "guest-checkout")]
    [InlineData("flows: search", "search[A]")]
    [InlineData("flows: flows/guest-checkout.flow.yaml", "guest-checkout")]
    public void An_environment_says_which_flows_run_there(string flows, string chosen)
    {
        ProjectModel project = Written.Project(
            $"{Written.Plain}\n    {flows}\n",
            ("flows/guest-checkout.flow.yaml", "flow: Guest\nsteps: [{ http: GET /, expect: { status: 200 } }]\n"),
            ("flows/search.flow.yaml", $"flow: Search\ntags: [slow]\ndata: [{{ sku: A }}]\n{Steps}")).Sound();

        Assert.Equal([chosen], project.Flows.Values.Select(f => f.Header).Where(project.Environments["staging"].Flows.Chooses).Select(h => h.Id));
    }
}
