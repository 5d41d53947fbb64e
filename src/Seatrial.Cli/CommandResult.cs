namespace Seatrial.Cli;

/// <summary>What a command came to.</summary>
/// <param name="ExitCode">How it ended.</param>
internal readonly record struct CommandResult(ExitCode ExitCode)
{
    public static readonly CommandResult Passed = new(ExitCode.Passed);
    public static readonly CommandResult Failed = new(ExitCode.Failed);
    public static readonly CommandResult Usage = new(ExitCode.Usage);
    public static readonly CommandResult Invalid = new(ExitCode.Invalid);
    public static readonly CommandResult Cancelled = new(ExitCode.Cancelled);
}
