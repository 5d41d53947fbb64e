using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Reading;

/// <summary>What a script of a collection asks or keeps. Closed.</summary>
internal abstract record PostmanCheck
{
    private PostmanCheck()
    {
    }

    /// <summary>The answer's status.</summary>
    /// <param name="Matcher">What it must be.</param>
    internal sealed record Status(JsonNode Matcher) : PostmanCheck;

    /// <summary>Something of the answer.</summary>
    /// <param name="Subject">What is looked at.</param>
    /// <param name="Matcher">What it must be; a variable in a text is put aside.</param>
    internal sealed record Expect(string Subject, JsonNode? Matcher) : PostmanCheck;

    /// <summary>A value that is kept.</summary>
    /// <param name="Variable">Under which name.</param>
    /// <param name="Subject">What it is; null when the value is written down.</param>
    /// <param name="Value">The value that is written down.</param>
    internal sealed record Keep(string Variable, string? Subject, string? Value) : PostmanCheck;

    /// <summary>A line that nobody understood.</summary>
    /// <param name="Line">The line.</param>
    internal sealed record Unknown(string Line) : PostmanCheck;
}
