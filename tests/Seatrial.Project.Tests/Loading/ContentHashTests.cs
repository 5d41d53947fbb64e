using System.Collections.Immutable;
using Seatrial.Project.Loading;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Loading;

public sealed class ContentHashTests
{
    private const string Leaf = "flow: Leaf\nsteps: [{ http: GET /, expect: { status: 200 } }]\n";
    private const string Caller = "flow: Caller\nsteps: [{ call: leaf }]\n";

    [Fact]
    public void Line_endings_and_byte_order_marks_do_not_count()
    {
        ProjectModel unix = Written.Project(Written.Plain, ("flows/leaf.flow.yaml", Leaf)).Sound();
        ProjectModel windows = Written.Project($"\uFEFF{Written.Plain.Replace("\n", "\r\n", StringComparison.Ordinal)}", ("flows/leaf.flow.yaml", Leaf.Replace("\n", "\r\n", StringComparison.Ordinal))).Sound();

        Assert.Equal(unix.Hash, windows.Hash);
        Assert.Equal(unix.Flows["leaf"].Header.Hash, windows.Flows["leaf"].Header.Hash);
        Assert.Equal(64, unix.Hash.Length);
    }

    [Fact]
    public void A_flow_changes_with_what_it_calls_and_with_nothing_else()
    {
        ProjectModel before = Written.Project(Written.Plain, ("flows/leaf.flow.yaml", Leaf), ("flows/caller.flow.yaml", Caller)).Sound();
        ProjectModel after = Written.Project($"{Written.Plain}\ndefaults: {{ within: 5s }}", ("flows/leaf.flow.yaml", Leaf.Replace("200", "201", StringComparison.Ordinal)), ("flows/caller.flow.yaml", Caller)).Sound();
        ProjectModel elsewhere = Written.Project(Written.Plain, ("flows/leaf.flow.yaml", Leaf), ("flows/caller.flow.yaml", Caller), ("flows/other.flow.yaml", Leaf)).Sound();

        Assert.NotEqual(before.Flows["caller"].Header.Hash, after.Flows["caller"].Header.Hash);
        Assert.Equal(before.Flows["caller"].Header.Hash, elsewhere.Flows["caller"].Header.Hash);
        Assert.NotEqual(before.Hash, elsewhere.Hash);
    }

    [Fact]
    public void Flows_that_call_each_other_are_refused()
    {
        ProjectLoadResult result = Written.Project(
            Written.Plain,
            ("flows/a.flow.yaml", "flow: A\nsteps: [{ call: b }]\n"),
            ("flows/b.flow.yaml", "flow: B\nsteps: [{ http: GET /, cleanup: [{ call: c }] }]\noutputs: { x: 1 }\n"),
            ("flows/c.flow.yaml", "flow: C\nsteps: [{ call: a }]\n"),
            ("flows/d.flow.yaml", "flow: D\nsteps: [{ call: d }, { http: GET /, json: { call: d } }]\n"));

        Assert.Equal(["ST0415", "ST0415", "ST0415", "ST0415"], result.Diagnostics.Select(d => d.Code));
        Assert.Equal("The flow `d` calls itself.", result.Diagnostics[3].Message);
    }

    [Fact]
    public void A_call_that_a_condition_can_end_is_allowed() =>
        Written.Project(Written.Plain, ("flows/a.flow.yaml", "flow: A\nsteps: [{ when: '{{ 1 == 2 }}', call: a }]\n")).Sound();

    [Fact]
    public void A_snapshot_with_a_byte_order_mark_is_read_back()
    {
        using TempFolder folder = new();
        SnapshotStore store = new(folder.Root);
        var sources = ImmutableSortedDictionary<string, string>.Empty.Add("seatrial.yaml", $"\uFEFF{Written.Plain}\r\n").Add("flows/a/b.flow.yaml", Leaf);

        string hash = store.Save(sources);

        Assert.Equal(hash, SnapshotStore.ContentHash(store.Load(hash)!));
        Assert.Equal(Leaf, store.Load(hash)!["flows/a/b.flow.yaml"]);
    }
}
