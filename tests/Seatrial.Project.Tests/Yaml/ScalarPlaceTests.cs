using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Project.Yaml;

namespace Seatrial.Project.Tests.Yaml;

public sealed class ScalarPlaceTests
{
    [Theory]
    [InlineData("a: x{{ NAME }}", 1, 8)]
    [InlineData("a: '{{ NAME }}'", 1, 8)]
    [InlineData("a: 'it''s {{ NAME }}'", 1, 14)]
    [InlineData("a: \"\\t\\x41\\u0042\\U0001F600 {{ NAME }}\"", 1, 31)]
    [InlineData("a: \"one \\\n    two {{ NAME }}\"", 2, 12)]
    [InlineData("a: one\n  two {{ NAME }}", 2, 10)]
    [InlineData("a: 'one\n\n\n  two {{ NAME }}'", 4, 10)]
    [InlineData("a: |\n  one\n  {{ NAME }}\n", 3, 6)]
    [InlineData("a: |\n\n  one\n\n    {{ NAME }}\n", 5, 8)]
    [InlineData("a: |2-\n    one\n  {{ NAME }}\n", 3, 6)]
    [InlineData("a: >\n  one\n  two\n\n  {{ NAME }}\n", 5, 6)]
    [InlineData("a: >\n  one\n    two\n  three {{ NAME }}\n", 4, 12)]
    [InlineData("a: |\r\n  one\r\n  {{ NAME }}\r\n", 3, 6)]
    [InlineData("- a:   |  # why\n     {{ NAME }}\n", 2, 9)]
    public void A_name_is_found_where_it_was_written(string yaml, int line, int column)
    {
        DocumentNode root = YamlReader.Read("f", yaml, d => Assert.Fail(d.Message))!;
        DocumentNode.Scalar scalar = Last(root);

        SourceSpan span = scalar.Locate(scalar.Text.IndexOf("NAME", StringComparison.Ordinal), 4);

        Assert.Equal((line, column, 4), (span.Line, span.Column, span.Length));
    }

    [Fact]
    public void Every_place_lies_in_the_file_and_moves_forward()
    {
        Gen<string> piece = OneOf("a", " ", "  ", "\n", "\n  ", "\n    ", "''", "\\n", "\\x41", "{{ x }}", "#", ": ", "\t", "é", "😀", "\r\n  ");
        Gen<string> frame = OneOf("a: '{0}'", "a: \"{0}\"", "a: |\n  {0}\n", "a: >-\n  {0}\n", "a: {0}\n");
        Gen.Select(frame, piece.Array[0, 12]).Sample(
            (f, pieces) =>
            {
                string yaml = f.Replace("{0}", string.Concat(pieces), StringComparison.Ordinal);
                if (YamlReader.Read("f", yaml, _ => { }) is not { } root)
                {
                    return;
                }

                DocumentNode.Scalar scalar = Last(root);
                string[] lines = yaml.Split('\n');
                SourceSpan before = scalar.Span with { Column = 0 };
                for (int i = 0; i < scalar.Text.Length; i++)
                {
                    SourceSpan at = scalar.Locate(i, 1);
                    Assert.True(at.Line > before.Line || (at.Line == before.Line && at.Column > before.Column), $"{i} in {yaml}");
                    if (at.Line <= lines.Length && at.Column <= lines[at.Line - 1].Length && char.IsAsciiLetter(scalar.Text[i]) && scalar.Text[i] != 'A')
                    {
                        Assert.Equal(scalar.Text[i], lines[at.Line - 1][at.Column - 1]);
                    }

                    before = at;
                }
            },
            iter: 20_000,
            print: t => $"{t.Item1} with {string.Join('|', t.Item2)}");
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static DocumentNode.Scalar Last(DocumentNode node) => node switch
    {
        DocumentNode.Scalar scalar => scalar,
        DocumentNode.Sequence list => Last(list.Items[^1]),
        DocumentNode.Mapping map => Last(map.Entries[^1].Value),
        _ => throw new InvalidOperationException("Not a node."),
    };
}
