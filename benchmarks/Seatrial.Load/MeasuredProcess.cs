using System.Diagnostics;
using System.Globalization;

namespace Seatrial.Load;

/// <summary>
/// Runs a command to its end. Memory comes from GNU or BSD time, which waits for the command itself: a peak read from
/// outside would miss the last moments, and one inherited from this process would count our own pages.
/// </summary>
internal static class MeasuredProcess
{
    private const string Time = "/usr/bin/time";

    private static readonly bool CanMeasureMemory = File.Exists(Time);

    public static async Task<ProcessCost> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string workingDirectory,
        CancellationToken cancellationToken)
    {
        var memoryFile = Path.Combine(workingDirectory, "memory");
        string[] prefix = CanMeasureMemory
            ? OperatingSystem.IsMacOS() ? ["-l", "-o", memoryFile] : ["-f", "%M %U %S", "-o", memoryFile]
            : [];
        var info = new ProcessStartInfo(CanMeasureMemory ? Time : program, [.. prefix, .. CanMeasureMemory ? [program] : Array.Empty<string>(), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);

        return new ProcessCost(
            process.ExitCode,
            elapsed.TotalMilliseconds,
            CanMeasureMemory ? ReadMegabytes(memoryFile) : null,
            CanMeasureMemory ? ReadProcessorSeconds(memoryFile) : null,
            await output + await error);
    }

    // GNU: "56320 1.23 0.45". BSD: "        1.60 real         1.23 user         0.45 sys", the first line.
    private static double? ReadProcessorSeconds(string file)
    {
        var lines = File.ReadAllLines(file);
        var line = OperatingSystem.IsMacOS() ? lines[0] : lines[^1];
        var numbers = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : (double?)null).OfType<double>().ToArray();
        return numbers.Length == 3 ? numbers[1] + numbers[2] : null;
    }

    // GNU: "56320 1.23 0.45", the first in kB. BSD: "   12345678  maximum resident set size" (bytes), among other lines.
    private static double? ReadMegabytes(string file)
    {
        var lines = File.ReadAllLines(file);
        var line = Array.Find(lines, l => l.Contains("maximum resident", StringComparison.Ordinal)) ?? lines[^1];
        var number = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return double.TryParse(number, CultureInfo.InvariantCulture, out var value)
            ? value / (OperatingSystem.IsMacOS() ? 1_000_000 : 1_000)
            : null;
    }
}
