namespace Seatrial.TestKit;

/// <summary>How a finished process ended and what it wrote.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>All of it, to put into a failure's text.</summary>
    public override string ToString() =>
        $"exit code {ExitCode}\n--- standard output\n{Output}\n--- standard error\n{Error}";
}
