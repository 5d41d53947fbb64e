namespace Seatrial.Cli;

/// <summary>How a command ended, for whoever started it; part of the outside contract.</summary>
internal enum ExitCode
{
    Passed = 0,
    Failed = 1,
    Usage = 2,
    Invalid = 3,
    Inconclusive = 4,
    Remedied = 5,
    RemedyFailed = 6,
    Superseded = 7,
    Cancelled = 130,
}
