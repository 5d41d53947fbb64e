using CsCheck;
using Seatrial.Core.Documents;
using Seatrial.Project.Masking;

namespace Seatrial.Project.Tests.Masking;

/// <summary>Rules for masking say what they say, or are told by place.</summary>
public sealed class MaskRulesReaderTests
{
    private static readonly string[] Pieces =
    [
        "tables:", "\n", "  ", "customer", ": ", "{", "}", "[", "]", "email", "keep", "null", "skip", "generalise", "noise", "10%", "references:", "a.b -> c.d", "subset:", "roots:", "where:", "limit:", "-5", ", ", "'", "\"", "é", "~", "99999999999999999999",
    ];

    [Fact]
    public void All_rules_are_read()
    {
        MaskRules rules = Read("""
            locale: de
            tables:
              customer: { id: fpe, email: { email: people }, fax: null, note: { constant: 'a: b' }, city: { keep: many live there }, born: { generalise: month }, age: { generalise: { bucket: 2.5 } }, zip: { generalise: { prefix: 2 } }, income: { noise: 12.5% }, since: { noise: 30d } }
              shop.log: skip
            references: [shop.log.who -> customer.id]
            subset:
              roots: { customer: { where: { country: [DE, FR], vip: true }, limit: 5 } }
              children: { invoice: 3, visit: none, letter: all }
              maxRows: 1000
            """)!;

        Assert.Equal("de", rules.Locale);
        Assert.Equal(
            [
                new MaskRule.Pseudonym("fpe", null), new MaskRule.Pseudonym("email", "people"), new MaskRule.Null(), new MaskRule.Constant("a: b"), new MaskRule.Keep("many live there"), new MaskRule.Generalise(MaskGrain.Month, 0),
                new MaskRule.Generalise(MaskGrain.Bucket, 2.5m), new MaskRule.Generalise(MaskGrain.Prefix, 2), new MaskRule.Noise(0.125m, null), new MaskRule.Noise(null, 30),
            ],
            rules.Tables[0].Columns.Select(static c => c.Rule));
        Assert.True(rules.Tables[1].IsSkipped);
        Assert.Equal(("shop.log", "who", "customer", "id"), (rules.References[0].Table, rules.References[0].Column, rules.References[0].Target, rules.References[0].TargetColumn));
        Assert.Equal((5, 1000), (rules.Subset!.Roots[0].Limit, rules.Subset.MostRows));
        Assert.Equal("country DE,FR; vip true", string.Join("; ", rules.Subset.Roots[0].Where.Select(static w => $"{w.Column} {string.Join(',', w.Values)}")));
        Assert.Equal([("invoice", 3), ("letter", int.MaxValue), ("visit", 0)], rules.Subset.Children.Select(static c => (c.Key, c.Value)).Order());
    }

    [Theory]
    [InlineData("customer", "customer  ")]
    [InlineData("shop.customer:country=Germany:country=France:limit=10", "shop.customer country=Germany,France 10")]
    [InlineData("customer:note==x", "customer note==x ")]
    [InlineData("customer:limit=0", null)]
    [InlineData("customer:country", null)]
    [InlineData(":limit=1", null)]
    [InlineData("customer:limit=1:limit=2", null)]
    [InlineData("customer:=x", null)]
    public void Roots_of_the_command_line_are_read(string text, string? expected) =>
        Assert.Equal(expected, SubsetRoot.TryParse(text, out SubsetRoot? root) ? $"{root.Table} {string.Join(';', root.Where.Select(static w => $"{w.Column}={string.Join(',', w.Values)}"))} {root.Limit}" : null);

    [Theory]
    [InlineData("ST0201", "locale: en")]
    [InlineData("ST0200", "tables: {}\ntabels: {}")]
    [InlineData("ST0202", "tables: { customer: [email] }")]
    [InlineData("ST1240", "tables: { customer: { email: { constant: } } }")]
    [InlineData("ST1240", "tables: { customer: { email: { email: x, keep: y } } }")]
    [InlineData("ST1240", "tables: { customer: { email: ~ } }")]
    [InlineData("ST1241", "tables: { customer: { email: { mail: x } } }")]
    [InlineData("ST1242", "tables: { customer: { email: { keep: } } }")]
    [InlineData("ST1243", "tables: { customer: { age: { generalise: { bucket: 0 } } } }")]
    [InlineData("ST1243", "tables: { customer: { age: { generalise: { prefix: 1.5 } } } }")]
    [InlineData("ST1244", "tables: { customer: { age: { noise: 100% } } }")]
    [InlineData("ST1244", "tables: { customer: { age: { noise: 1.5d } } }")]
    [InlineData("ST1245", "tables: {}\nreferences: [a.b -> c]")]
    [InlineData("ST1245", "tables: {}\nreferences: { a: b }")]
    [InlineData("ST1246", "tables: {}\nsubset: { children: { a: -1 } }")]
    [InlineData("ST1247", "tables: {}\nsubset: { roots: { a: { where: { b: [] } } } }")]
    [InlineData("ST0204", "tables: {}\nsubset: { roots: { a: { limit: 0 } } }")]
    public void What_means_nothing_is_told_at_its_place(string code, string text)
    {
        List<Diagnostic> found = [];

        Assert.Null(MaskRulesReader.Read("mask.yaml", text, found.Add));

        Assert.Contains(found, d => d.Code == code && d.Span.Line > 0 && !string.IsNullOrEmpty(d.Hint));
    }

    [Fact]
    public void No_text_breaks_the_reader()
    {
        Gen<string> pieces = Gen.Int[0, Pieces.Length - 1].Select(static i => Pieces[i]);
        pieces.Array[0, 25].Select(static p => string.Concat(p)).Sample(static text =>
        {
            bool isTold = false;
            MaskRules? rules = MaskRulesReader.Read("mask.yaml", text, d => isTold |= d.Severity == DiagnosticSeverity.Error);
            Assert.Equal(isTold, rules is null);
            _ = SubsetRoot.TryParse(text, out _);
        });
    }

    private static MaskRules? Read(string text) => MaskRulesReader.Read("mask.yaml", text, static d => Assert.Fail(d.ToString()));
}
