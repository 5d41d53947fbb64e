using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Seatrial.Core.Reporting;

/// <summary>An interpolated string whose literals are markup and whose values are escaped.</summary>
/// <param name="literalLength">How much markup.</param>
/// <param name="formattedCount">How many values.</param>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder _builder = new(literalLength + (formattedCount * 24));

    public readonly void AppendLiteral(string markup) => _builder.Append(markup);

    public readonly void AppendFormatted(string? value) => Escape(_builder, value);

    public readonly void AppendFormatted(int value) => _builder.Append(value.ToString(CultureInfo.InvariantCulture));

    public readonly void AppendFormatted(double value, string format) =>
        _builder.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public readonly string ToStringAndClear() => _builder.ToString();

    private static void Escape(StringBuilder builder, string? value)
    {
        foreach (char c in ReportText.Visible(value))
        {
            switch (c)
            {
                case '&':
                    builder.Append("&amp;");
                    break;
                case '<':
                    builder.Append("&lt;");
                    break;
                case '>':
                    builder.Append("&gt;");
                    break;
                case '"':
                    builder.Append("&quot;");
                    break;
                case '\'':
                    builder.Append("&#39;");
                    break;
                default:
                    builder.Append(c);
                    break;
            }
        }
    }
}
