using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Tests.Loading;

public sealed class DiagnosticRendererTests
{
    [Fact]
    public void Render_Span_UnderlinesIt() => Assert.Equal(
        "a.flow.yaml:2:3: error ST0301: No such name.\n  2 |   htp: GET\n    |   ^^^\n  hint: Did you mean `http`?",
        Render("flow: x\n\t htp: GET\r\n", 2, 3, 3));

    [Fact]
    public void Render_LongLine_ShowsAWindowAroundTheColumn()
    {
        string[] lines = Render(new string('a', 5000) + "X" + new string('b', 5000), 1, 5001, 1).Split('\n');

        Assert.InRange(lines[1].Length, 100, 140);
        Assert.Equal('X', lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)]);
    }

    [Fact]
    public void Render_WhatATerminalWouldActOn_IsMadeVisible()
    {
        string shown = Render("a\u001b[31m\u202eb", 1, 1, 1);

        Assert.DoesNotContain('\u001b', shown);
        Assert.DoesNotContain('\u202e', shown);
    }

    [Fact]
    public void Render_WholeFileOrUnknownLine_HasNoSource()
    {
        Assert.DoesNotContain("|", Render("flow: x", 0, 0, 1), StringComparison.Ordinal);
        Assert.DoesNotContain("|", Render("flow: x", 9, 1, 1), StringComparison.Ordinal);
    }

    private static string Render(string source, int line, int column, int length) => DiagnosticRenderer.Render(
        new("ST0301", DiagnosticSeverity.Error, new("a.flow.yaml", line, column, length), "No such name.", "Did you mean `http`?"),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["a.flow.yaml"] = source });
}
