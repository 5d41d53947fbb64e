using Seatrial.Core.Documents;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: {{ b }}", "ST0110", 1, 4)]
    [InlineData("a: x\nb: {{ b }}/{{ c }}", "ST0110", 2, 4)]
    [InlineData("- {{ b }}", "ST0110", 1, 3)]
    [InlineData("a: > 5", "ST0112", 1, 4)]
    [InlineData("a: >5", "ST0112", 1, 4)]
    [InlineData("a: >= 5", "ST0112", 1, 4)]
    [InlineData("a: @x", "ST0111", 1, 4)]
    [InlineData("a: `x", "ST0111", 1, 4)]
    [InlineData("a: a #b", "ST0113", 1, 4)]
    [InlineData("a: #fff", "ST0113", 1, 3)]
    [InlineData("a: != 3", "ST0114", 1, 4)]
    [InlineData("a: !x y", "ST0104", 1, 4)]
    [InlineData("a: *x", "ST0103", 1, 4)]
    [InlineData("a: &x y", "ST0102", 1, 4)]
    [InlineData("a: 1.10", "ST0116", 1, 4)]
    [InlineData("a: 007", "ST0115", 1, 4)]
    [InlineData("a: yes", "ST0117", 1, 4)]
    [InlineData("a:\n\tb: 1", "ST0108", 2, 1)]
    [InlineData("a: b\n---\nc: d", "ST0106", 2, 1)]
    [InlineData("a: 1\nb: 2\na: 3", "ST0105", 3, 1)]
    [InlineData("? [a]\n: b", "ST0107", 1, 3)]
    [InlineData("a: x\0y\nb: c", "ST0118", 1, 5)]
    [InlineData("a: b\nc: \u001b[31m", "ST0118", 2, 4)]
    [InlineData("a: 'x", "ST0100", 1, 4)]
    [InlineData("a: b: c", "ST0100", 1, 5)]
    [InlineData("", "ST0109", 0, 0)]
    public void A_slip_has_its_own_diagnostic(string yaml, string code, int line, int column)
    {
        List<Diagnostic> found = [];
        YamlReader.Read("f", yaml, found.Add);

        Diagnostic only = Assert.Single(found);
        Assert.Equal((code, line, column), (only.Code, only.Span.Line, only.Span.Column));
        Assert.False(string.IsNullOrEmpty(only.Hint));
    }

    [Fact]
    public void A_tag_is_shown_as_it_was_written()
    {
        List<Diagnostic> found = [];
        YamlReader.Read("f", "a: !!str 5", found.Add);

        Assert.Equal("`!!str` is a YAML tag, and tags are not used here.", Assert.Single(found).Message);
    }

    [Fact]
    public void A_second_colon_is_answered_with_quotes()
    {
        List<Diagnostic> found = [];
        YamlReader.Read("f", "flow: Buy: now", found.Add);

        Assert.StartsWith("A text that holds `: ` goes in quotes", Assert.Single(found).Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: {")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("{{")]
    public void Deep_nesting_is_a_diagnostic_and_not_the_end(string piece)
    {
        List<Diagnostic> found = [];
        Assert.Null(YamlReader.Read("f", string.Concat(Enumerable.Repeat(piece, 100_000)), found.Add));

        Assert.Single(found);
    }

    [Fact]
    public void A_sound_file_has_types_and_places()
    {
        DocumentNode.Mapping root = Assert.IsType<DocumentNode.Mapping>(YamlReader.Read("f", "\uFEFF---\na: [1, -2.5, true, null, ~, text, 'quoted']   # why\nb:\n", d => Assert.Fail(d.Message)));

        DocumentNode.Sequence list = Assert.IsType<DocumentNode.Sequence>(root.Find("a")!.Value);
        Assert.Equal(
            [ScalarKind.Integer, ScalarKind.Number, ScalarKind.Boolean, ScalarKind.Null, ScalarKind.Null, ScalarKind.Text, ScalarKind.Text],
            list.Items.Cast<DocumentNode.Scalar>().Select(s => s.Kind));
        Assert.Equal(new SourceSpan("f", 2, 8, 4), list.Items[1].Span);
        Assert.Equal(ScalarKind.Null, Assert.IsType<DocumentNode.Scalar>(root.Find("b")!.Value).Kind);
    }
}
