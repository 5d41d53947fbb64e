using System.Text.Json;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Expectations;
using Seatrial.Project.JsonPath;
using Seatrial.Project.Secrets;
using Seatrial.Project.Tests.Expressions;

namespace Seatrial.Project.Tests.Expectations;

public sealed class MatchingTests
{
    private static readonly SourceSpan Here = SourceSpan.WholeFile("a.flow.yaml");

    [Theory]
    [InlineData("Equals", "12.50", "12.5", true)]
    [InlineData("Equals", "1", "1.0", true)]
    [InlineData("Equals", "100", "1e2", true)]
    [InlineData("Equals", "12345678901234567890123456789", "12345678901234567890123456790", false)]
    [InlineData("Equals", "0.1000000000000000000000000000000001", "0.1", false)]
    [InlineData("Equals", "\"1\"", "1", false)]
    [InlineData("Equals", "\"Paid\"", "\"paid\"", false)]
    [InlineData("Equals", "{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":1}", true)]
    [InlineData("Equals", "null", "null", true)]
    [InlineData("In", "403", "[401,403]", true)]
    [InlineData("In", "500", "[401,403]", false)]
    [InlineData("In", "403", "403", false)]
    [InlineData("Below", "1", "2", true)]
    [InlineData("Below", "2", "2.0", false)]
    [InlineData("AtMost", "2", "2.0", true)]
    [InlineData("Above", "-1", "-2", true)]
    [InlineData("AtLeast", "1e999", "5", true)]
    [InlineData("AtLeast", "\"5\"", "5", false)]
    [InlineData("Below", "\"300ms\"", "\"0.4s\"", true)]
    [InlineData("CloseTo", "12.5", "12.50", true)]
    [InlineData("CloseTo", "1e999", "12.50", false)]
    [InlineData("CloseTo", "\"12.5\"", "12.5", false)]
    [InlineData("Contains", "\"abcdef\"", "\"cd\"", true)]
    [InlineData("Contains", "\"order 42\"", "42", true)]
    [InlineData("Contains", "[1,2]", "2.0", true)]
    [InlineData("Contains", "[{\"a\":1,\"b\":2}]", "{\"a\":1}", true)]
    [InlineData("Contains", "{\"a\":1,\"b\":2}", "{\"b\":2}", true)]
    [InlineData("Contains", "{\"a\":1}", "{\"b\":2}", false)]
    [InlineData("Contains", "7", "7", false)]
    [InlineData("StartsWith", "\"abc\"", "\"ab\"", true)]
    [InlineData("EndsWith", "\"abc\"", "\"ab\"", false)]
    [InlineData("Matches", "\"SKU-12\"", "\"^SKU-\\\\d+$\"", true)]
    [InlineData("Type", "1.0", "\"integer\"", true)]
    [InlineData("Type", "1.5", "\"integer\"", false)]
    [InlineData("Type", "1", "\"number\"", true)]
    [InlineData("Type", "null", "\"null\"", true)]
    [InlineData("Exists", "null", "true", true)]
    [InlineData("Exists", "1", "false", false)]
    [InlineData("Empty", "[]", "true", true)]
    [InlineData("Empty", "{\"a\":1}", "true", false)]
    [InlineData("Empty", "\"a\"", "false", true)]
    [InlineData("Empty", "0", "true", false)]
    public void Operator_Value_HoldsOrSaysWhy(string matchOperator, string actual, string operand, bool holds)
    {
        MatchResult result = Evaluate("$.x", actual, Clause(Enum.Parse<MatchOperator>(matchOperator), operand));

        Assert.Equal(holds, result.Passed);
        Assert.Equal(holds, result.Message is null);
    }

    [Fact]
    public void Missing_EveryOperator_FailsButExistsFalse()
    {
        foreach (MatchOperator matchOperator in Enum.GetValues<MatchOperator>().Except([MatchOperator.Exists]))
        {
            MatchClause clause = IsNesting(matchOperator) ? Nesting(matchOperator, Clause(MatchOperator.Equals, "1")) : Clause(matchOperator, "false");
            MatchResult result = Matching.Evaluate(Plan(clause), Subject("$.x"), default, "the answer has nothing at $.x", new TestScope());

            Assert.False(result.Passed);
            Assert.Equal("$.x is missing: the answer has nothing at $.x", result.Message);
            Assert.Equal("nothing", result.Actual);
        }

        Assert.True(Evaluate("$.x", null, Clause(MatchOperator.Exists, "false")).Passed);
        Assert.False(Evaluate("$.x", null, Clause(MatchOperator.Exists, "true")).Passed);
        Assert.True(Evaluate("$.x", null, Nesting(MatchOperator.Not, Clause(MatchOperator.Exists, "true"))).Passed);
        Assert.False(Evaluate("$.x", null, Clause(MatchOperator.Exists, "false"), Clause(MatchOperator.Equals, "1")).Passed);
    }

    [Fact]
    public void HeadersAndCookies_CompareAsText()
    {
        Assert.True(Evaluate("header.X-Count", "\"42\"", Clause(MatchOperator.Equals, "42")).Passed);
        Assert.True(Evaluate("header.X-Count", "\"42\"", Clause(MatchOperator.In, "[41,42]")).Passed);
        Assert.True(Evaluate("header.X-Count", "\"42\"", Clause(MatchOperator.Above, "41")).Passed);
        Assert.False(Evaluate("header.X-Count", "\"42.0\"", Clause(MatchOperator.Equals, "42")).Passed);
        Assert.True(Evaluate("cookie.on", "\"true\"", Clause(MatchOperator.Equals, "true")).Passed);
        Assert.Contains("cannot be compared", Evaluate("header.X", "\"many\"", Clause(MatchOperator.Below, "41")).Message!, StringComparison.Ordinal);
    }

    [Fact]
    public void Duration_OperandWithUnit_ComparesAndReadsAsWritten()
    {
        Assert.True(Evaluate("duration", "399.9", Clause(MatchOperator.Below, "\"400ms\"")).Passed);
        Assert.True(Evaluate("duration", "1500", Clause(MatchOperator.Equals, "\"1.5s\"")).Passed);
        Assert.True(Evaluate("duration", "1400", Clause(MatchOperator.CloseTo, "\"1.5s\"") with { Tolerance = new Fixed("\"100ms\"") }).Passed);

        MatchResult result = Evaluate("duration", "412.5", Clause(MatchOperator.Below, "\"400ms\""));

        Assert.Equal(new(false, "below 400ms", "412.5ms", "expected below 400ms, was 412.5ms"), result);
    }

    [Fact]
    public void Expected_IsInWords()
    {
        Assert.Equal("201", Evaluate("status", "201", Clause(MatchOperator.Equals, "201")).Expected);
        Assert.Equal("one of 403, 404", Evaluate("status", "201", Clause(MatchOperator.In, "[403,404]")).Expected);
        Assert.Equal("not 5", Evaluate("status", "201", Nesting(MatchOperator.Not, Clause(MatchOperator.Equals, "5"))).Expected);
        Assert.Equal("at least 1 element", Evaluate("$.x", "[]", Nesting(MatchOperator.Count, Clause(MatchOperator.AtLeast, "1"))).Expected);
        Assert.Equal("within 0.005 of 12.50", Evaluate("$.x", "12", Clause(MatchOperator.CloseTo, "12.50") with { Tolerance = new Fixed("0.005") }).Expected);
        Assert.Equal("above 1 and below 5", Evaluate("$.x", "12", Clause(MatchOperator.Above, "1"), Clause(MatchOperator.Below, "5")).Expected);
    }

    [Fact]
    public void Nested_SaysWhichElement()
    {
        MatchClause positive = Clause(MatchOperator.Above, "0");

        Assert.Equal("$.x[1]: expected above 0, was -1", Evaluate("$.x", "[1,-1]", Nesting(MatchOperator.Each, positive)).Message);
        Assert.False(Evaluate("$.x", "[]", Nesting(MatchOperator.Each, positive)).Passed);
        Assert.True(Evaluate("$.x", "[-1,1]", Nesting(MatchOperator.Any, positive)).Passed);
        Assert.False(Evaluate("$.x", "[-1]", Nesting(MatchOperator.Any, positive)).Passed);
        Assert.Equal("expected 2 elements, was 1 element", Evaluate("$.x", "[7]", Nesting(MatchOperator.Count, Clause(MatchOperator.Equals, "2"))).Message);
        Assert.True(Evaluate("$.x", "\"\\ud83d\\ude00\"", Nesting(MatchOperator.Count, Clause(MatchOperator.Equals, "1"))).Passed);
    }

    [Fact]
    public void Difference_MapsAndLists_FirstPlacesOnly()
    {
        Assert.Equal(
            "$.x.a: expected 1, was 2; $.x.b[1]: missing, expected 3; $.x.c: not expected, was true",
            Evaluate("$.x", """{"a":2,"b":[2],"c":true}""", Clause(MatchOperator.Equals, """{"a":1,"b":[2,3]}""")).Message);
        string many = Evaluate("$.x", "[1,1,1,1,1,1,1,1]", Clause(MatchOperator.Equals, "[2,2,2,2,2,2,2,2]")).Message!;
        Assert.EndsWith("$.x[4]: expected 2, was 1; … and more", many, StringComparison.Ordinal);
        Assert.Equal("$.x: expected 1, a number, was \"1\", a text", Evaluate("$.x", "\"1\"", Clause(MatchOperator.Equals, "1")).Message);
        Assert.Equal("$.x: expected \"paid\", was \"Paid\" (only the case differs)", Evaluate("$.x", "\"Paid\"", Clause(MatchOperator.Equals, "\"paid\"")).Message);
    }

    [Fact]
    public void Difference_LongText_ShowsThePlace()
    {
        string start = new('a', 200);

        string message = Evaluate("body", $"\"{start}\\nxYz\"", Clause(MatchOperator.Equals, $"\"{start}\\nxyz\"")).Message!;

        Assert.StartsWith("body: differs at line 2, character 2: expected \"…", message, StringComparison.Ordinal);
        Assert.True(message.Length < 200, message);
    }

    [Fact]
    public void Actual_IsCompactAndCut()
    {
        Assert.Equal("{\"a\":[1,2]}", Evaluate("$.x", "{ \"a\": [ 1,\n 2 ] }", Clause(MatchOperator.Exists, "true")).Actual);
        Assert.Equal(300, Evaluate("$.x", $"\"{new string('a', 1000)}\"", Clause(MatchOperator.Exists, "true")).Actual.Length);
    }

    [Fact]
    public void Secrets_AreNeverShown()
    {
        MatchClause secret = new(MatchOperator.Equals, new Fixed("\"hunter2hunter2\"", isSecret: true), null, Here);
        MatchResult byOperand = Evaluate("$.x", "\"hunter2hunter3\"", secret);
        MatchResult byActual = Matching.Evaluate(Plan(Clause(MatchOperator.Equals, "\"a\"")), Subject("$.x"), new(JsonElement.Parse("\"hunter2hunter2\""), IsSecret: true), null, new TestScope());
        Masker masker = new();
        masker.Add("hunter2hunter2");
        string text = new string('a', 290) + "hunter2hunter2";
        MatchResult cut = Matching.Evaluate(Plan(Clause(MatchOperator.Equals, "\"a\"")), Subject("$.x"), new(JsonElement.Parse($"\"{text}\"")), null, new TestScope(), masker);

        Assert.Equal("***", byOperand.Expected);
        Assert.DoesNotContain("hunter2", byOperand.Message!, StringComparison.Ordinal);
        Assert.Equal("***", byActual.Actual);
        Assert.DoesNotContain("hunter2", byActual.Message!, StringComparison.Ordinal);
        Assert.DoesNotContain("hunt", cut.Actual + cut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operands_AreEvaluatedOnce()
    {
        Fixed operand = new("1");

        Matching.Evaluate(new MatcherPlan([new(MatchOperator.Each, null, Plan(new MatchClause(MatchOperator.Equals, operand, null, Here)), Here)], Here), Subject("$.x"), new(JsonElement.Parse("[1,1,2]")), null, new TestScope());

        Assert.Equal(1, operand.Evaluations);
    }

    [Fact]
    public void Read_EverySubject()
    {
        Answer answer = new("""{"items":[{"sku":"A"},{"sku":"B"}]}""");

        Assert.Equal("201", Matching.Read(Subject("status"), answer, out _).ToText());
        Assert.Equal("412.5", Matching.Read(Subject("duration"), answer, out _).ToText());
        Assert.Equal("B", Matching.Read(Subject("$.items[1].sku"), answer, out _).ToText());
        Assert.Equal("[\"A\",\"B\"]", Matching.Read(Subject("$.items[*].sku"), answer, out _).ToText());
        Assert.False(Matching.Read(Subject("$.items[2].sku"), answer, out string? why).Exists);
        Assert.Equal("the answer has nothing at $.items[2].sku", why);
        Assert.False(Matching.Read(Subject("header.X"), answer, out why).Exists);
        Assert.Equal("the answer has no header.X", why);
        Assert.False(Matching.Read(Subject("$.a"), new Answer(null), out why).Exists);
        Assert.Equal("the body is HTML", why);
    }

    [Fact]
    public void Selection_OfNothing_DoesNotExist()
    {
        Assert.True(Evaluate("$.items[*]", "[]", Clause(MatchOperator.Exists, "false")).Passed);
        Assert.False(Evaluate("$.items[*]", "[]", Clause(MatchOperator.Exists, "true")).Passed);
        Assert.Contains("use `each`", Evaluate("$.items[*]", "[1]", Clause(MatchOperator.Equals, "1")).Message!, StringComparison.Ordinal);
    }

    private static bool IsNesting(MatchOperator o) => o is MatchOperator.Not or MatchOperator.Count or MatchOperator.Each or MatchOperator.Any;

    private static MatchClause Clause(MatchOperator matchOperator, string operand) => new(matchOperator, new Fixed(operand), null, Here);

    private static MatchClause Nesting(MatchOperator matchOperator, MatchClause nested) => new(matchOperator, null, Plan(nested), Here);

    private static MatcherPlan Plan(params MatchClause[] clauses) => new([.. clauses], Here);

    private static Subject Subject(string text) => new(text, text.StartsWith('$') ? JsonPathQuery.TryParse(text, out _) : null, Here);

    private static MatchResult Evaluate(string subject, string? actual, params MatchClause[] clauses) =>
        Matching.Evaluate(Plan(clauses), Subject(subject), actual is null ? default : new FlowValue(JsonElement.Parse(actual)), null, new TestScope());
}
