using System.Text;

namespace Seatrial.Flows.Exec;

/// <summary>What a command wrote to one of its outputs, up to a bound.</summary>
/// <param name="Bytes">The beginning, up to the bound.</param>
/// <param name="IsCut">Whether there was more.</param>
internal sealed record CapturedOutput(byte[] Bytes, bool IsCut)
{
    public const int Most = 10 * 1024 * 1024;

    /// <summary>The text; what is not UTF-8 shows as replacement characters.</summary>
    public string Text => field ??= Encoding.UTF8.GetString(Bytes);
}
