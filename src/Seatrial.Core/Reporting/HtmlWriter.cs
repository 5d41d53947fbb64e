using System.Text;

namespace Seatrial.Core.Reporting;

/// <summary>Writes HTML from interpolated strings: what stands in the source is markup, every value in it is escaped.</summary>
/// <remarks>There is no way to write a value unescaped except <see cref="Trusted"/>, which only takes this assembly's own resources.</remarks>
internal sealed class HtmlWriter(TextWriter output)
{
    private const int DrainAt = 64 * 1024;

    private readonly StringBuilder _buffer = new();

    public void Write(ref HtmlText text) => _buffer.Append(text.ToStringAndClear());

    public void Write(string markup) => _buffer.Append(markup);

    /// <summary>Writes a resource of this assembly as it is.</summary>
    /// <param name="resource">The style sheet or the script.</param>
    public void Trusted(string resource) => _buffer.Append(resource);

    public async ValueTask DrainAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (isLast || _buffer.Length >= DrainAt)
        {
            await output.WriteAsync(_buffer, cancellationToken);
            _buffer.Clear();
        }
    }
}
