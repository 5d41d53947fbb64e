using System.Text.RegularExpressions;
using CsCheck;
using Seatrial.Flows.Tracing;

namespace Seatrial.Flows.Tests.Tracing;

public sealed class TraceSelectorTests
{
    private static readonly Gen<string> Patterns = Gen.Char["ab*"].Array[0, 8].Select(static chars => new string(chars));
    private static readonly Gen<string> Texts = Gen.Char["ab"].Array[0, 10].Select(static chars => new string(chars));

    [Fact]
    public void IsMatch_AnyPattern_IsWhatARegularExpressionSays() => Gen.Select(Patterns, Texts).Sample(static (pattern, text) =>
        TraceSelector.IsMatch(pattern, text) == Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking));
}
