using System.Text;
using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Project.Formatting;
using Seatrial.Project.Yaml;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Formatting;

public sealed class FlowFormatterTests
{
    private static readonly FlowFormatter Formatter = new(["http", "call"]);

    [Fact]
    public void Writes_the_one_form()
    {
        Snapshot.Match(Format("""
            # The flow of flows.
            steps:
            # about the first step
            - http: "GET {{ orders }}/orders"   # why here
              name:   Look
              capture: {id: $.id,   other: "$.other"}
              expect: {
                  status: 200,   # fine
                  "$.state": { in: [paid,
                    allocated] } }

              # after the expectations

            -   parallel:
                -   http: GET /a
                    expect: {status: 200}
                -   name: two
                    steps:
                        - { http: GET /b, expect: { status: 200 } }
              # the end of the steps
            why: >-
              A long reason,
                with a shape of its own.

              And more.
            flow: It's "quoted"
            within: 20s
            text: "it's"
            escaped: "a\tb"
            folded: one
              two # three

            # the very end
            """));
    }

    [Fact]
    public void Leaves_what_is_formatted_as_it_is()
    {
        foreach (string file in Directory.EnumerateFiles(TestPaths.InRepository("samples", "shop"), "*.yaml", SearchOption.AllDirectories).Where(static f => !f.Contains($"{Path.DirectorySeparatorChar}.seatrial{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(static f => f.Contains("flows", StringComparison.Ordinal) || f.EndsWith("seatrial.yaml", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            Assert.Equal(text, Assert.IsType<FormatResult.Formatted>(Formatter.Format(file, text)).Text);
        }
    }

    [Fact]
    public void Takes_line_ends_of_windows_and_a_mark_of_order() =>
        Assert.Equal("flow: A\nsteps:\n  - http: GET /\n", Format("\uFEFFflow: A\r\nsteps:\r\n- http: GET /\r\n"));

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: {{ b }}")]
    [InlineData("a: 1\na: 2")]
    [InlineData("")]
    public void Refuses_what_cannot_be_read(string text) =>
        Assert.NotEmpty(Assert.IsType<FormatResult.Unreadable>(Formatter.Format("it.flow.yaml", text)).Diagnostics);

    [Fact]
    public void Never_changes_what_is_said_and_to_format_twice_is_to_format_once() => Documents.Sample(
        text =>
        {
            DocumentNode? before = YamlReader.Read("it.flow.yaml", text, static _ => { });
            if (before is null || Formatter.Format("it.flow.yaml", text) is FormatResult.Unreadable)
            {
                return;
            }

            string once = Format(text);
            Assert.True(SameMeaning.Holds(before, YamlReader.Read("it.flow.yaml", once, static _ => { })!), once);
            Assert.Equal(once, Format(once));
            Assert.Equal(Comments(text), Comments(once));
        },
        iter: LongTests.Choose(3_000, 100_000),
        threads: 1);

    [Fact]
    public void Never_throws_for_any_text() => Gen.String[Gen.Char["ab:-#'\"{}[],|>\n \t&*!?%@`$"], 0, 60].Sample(
        static text => _ = Formatter.Format("it.flow.yaml", text),
        iter: LongTests.Choose(5_000, 200_000));

    /// <summary>Documents written by many hands: block and flow style, quotes, comments, empty lines, any indentation.</summary>
    private static Gen<string> Documents => Gen.Int[0, int.MaxValue].Select(static seed => new Hand(seed).Document());

    private static string Format(string text) => Assert.IsType<FormatResult.Formatted>(Formatter.Format("it.flow.yaml", text)).Text;

    private static string[] Comments(string text) =>
        [.. text.Split('\n').Where(static l => l.Contains("# c", StringComparison.Ordinal)).Select(static l => l[l.IndexOf("# c", StringComparison.Ordinal)..].TrimEnd()).Order(StringComparer.Ordinal)];

    private sealed class Hand(int seed)
    {
        private static readonly string[] Words =
            ["a", "12", "1.50", "true", "null", "", "'it''s'", "\"q\"", "\"it's\"", "\"tab\\there\"", "GET {{ a }}/b#c", "'{{ x }}'", "'# no'", "~", "one two", "\"a # b\"", "http://x/y?z=1"];

        private static readonly string[] Names = ["flow", "steps", "name", "http", "expect", "headers", "capture", "cleanup", "why", "until", "$.a", "'q'", "parallel"];

        private readonly Random _random = new(seed);
        private int _comments;

        public string Document()
        {
            StringBuilder text = new();
            Map(text, 0, 0);
            return text.ToString();
        }

        private void Map(StringBuilder text, int indent, int depth)
        {
            foreach (string name in Names.OrderBy(_ => _random.Next()).Take(_random.Next(1, 5)))
            {
                Between(text, indent);
                text.Append(' ', indent).Append(name).Append(':');
                Value(text, indent, depth);
            }
        }

        private void List(StringBuilder text, int indent, int depth)
        {
            for (int i = _random.Next(1, 4); i > 0; i--)
            {
                Between(text, indent);
                text.Append(' ', indent).Append('-');
                if (depth < 4 && _random.Next(3) == 0)
                {
                    // The first key behind the dash.
                    StringBuilder inner = new();
                    Map(inner, indent + 2, depth + 1);
                    string rest = inner.ToString().TrimStart('\n');
                    text.Append(rest.TrimStart(' ').StartsWith('#') ? "\n" : string.Empty).Append(rest.TrimStart(' ').StartsWith('#') ? rest : $" {rest.TrimStart(' ')}");
                }
                else
                {
                    Value(text, indent, depth);
                }
            }
        }

        private void Value(StringBuilder text, int indent, int depth)
        {
            int step = _random.Next(1, 4);
            switch (depth < 4 ? _random.Next(7) : 6)
            {
                case 0:
                    End(text);
                    Map(text, indent + step, depth + 1);
                    break;
                case 1:
                    End(text);
                    List(text, indent + step, depth + 1);
                    break;
                case 2:
                    text.Append(' ').Append(Flow(depth, _random.Next(3) == 0 ? $"\n{new string(' ', indent + step)}" : " "));
                    End(text);
                    break;
                case 3:
                    text.Append(_random.Next(2) == 0 ? " |" : " >-");
                    End(text);
                    text.Append(' ', indent + step).Append("line # not a comment\n\n").Append(' ', indent + step).Append("  more\n");
                    break;
                case 4:
                    text.Append(" first\n").Append(' ', indent + step).Append("second");
                    End(text);
                    break;
                default:
                    text.Append(' ').Append(Words[_random.Next(Words.Length)]);
                    End(text);
                    break;
            }
        }

        private string Flow(int depth, string gap) => depth >= 4 || _random.Next(3) == 0
            ? Words[_random.Next(2)]
            : _random.Next(2) == 0
                ? $"[{gap}{Flow(depth + 1, gap)},{gap}{Flow(depth + 1, gap)}{gap}]"
                : $"{{{gap}x: {Flow(depth + 1, gap)},{gap}'y': {Flow(depth + 1, gap)}{gap}}}";

        private void Between(StringBuilder text, int indent)
        {
            if (_random.Next(5) == 0)
            {
                text.Append('\n');
            }

            if (_random.Next(5) == 0)
            {
                text.Append(' ', _random.Next(indent + 4)).Append(Comment());
            }
        }

        private void End(StringBuilder text) => text.Append(_random.Next(5) == 0 ? $"{new string(' ', _random.Next(1, 9))}{Comment()}" : "\n");

        private string Comment() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"# c{_comments++}\n");
    }
}
