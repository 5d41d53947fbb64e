using Microsoft.Extensions.Options;

namespace Seatrial.Telemetry.Intake;

/// <summary>Collects what is wrong with a section of the configuration.</summary>
/// <param name="section">The section, to name the key by.</param>
internal sealed class RangeCheck(string section)
{
    private readonly List<string> _failures = [];

    internal ValidateOptionsResult Result =>
        _failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_failures);

    internal void Check(string key, long value, long least, long most) => Require(
        value >= least && value <= most,
        key,
        FormattableString.Invariant($"must be between {least} and {most}, but is {value}"));

    internal void Require(bool isMet, string key, string failure)
    {
        if (!isMet)
        {
            _failures.Add($"{section}:{key} {failure}.");
        }
    }
}
