using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Seatrial.Flows.Exec;

/// <summary>
/// A process and all it started: its group, and on Linux also what left the group, known by a variable that children inherit.
/// </summary>
/// <param name="process">The process.</param>
/// <param name="isGroup">Whether it leads a group of its own.</param>
/// <param name="mark">The value of the variable.</param>
internal sealed partial class ProcessTree(Process process, bool isGroup, string mark)
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly int _id = process.Id;

    /// <summary>Whether processes have sessions here.</summary>
    public static bool HasSessions => !OperatingSystem.IsWindows();

    /// <summary>Asks all that still runs to end, and kills what does not.</summary>
    /// <param name="grace">How long to wait in between.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Whether anything had to be killed.</returns>
    public async Task<bool> EndAsync(TimeSpan grace, TimeProvider time)
    {
        if (!HasSessions || !isGroup)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            return false;
        }

        if (!Signal(Terminate))
        {
            return false;
        }

        long asked = time.GetTimestamp();
        while (time.GetElapsedTime(asked) < grace)
        {
            await Task.Delay(Pause, time, CancellationToken.None);
            if (!IsAlive())
            {
                await process.WaitForExitAsync(CancellationToken.None);
                return false;
            }
        }

        bool isKilled = Signal(Kill);
        await process.WaitForExitAsync(CancellationToken.None);
        return isKilled;
    }

    /// <returns>Whether there was anybody to hear it.</returns>
    private bool Signal(int signal)
    {
        int[] others = [.. Strays()];
        bool isHeard = SendSignal(-_id, signal) == 0 && IsAlive();
        foreach (int other in others)
        {
            isHeard |= SendSignal(other, signal) == 0;
        }

        return isHeard;
    }

    private bool IsAlive() => !process.HasExited || GroupLives() || Strays().Any();

    /// <summary>Whether the group has a member that is more than an entry which nobody has read yet.</summary>
    private bool GroupLives()
    {
        if (SendSignal(-_id, 0) != 0)
        {
            return false;
        }

        return !OperatingSystem.IsLinux() || Processes().Any(pid => StatOf(pid) is { Length: > 2 } stat
            && stat[0] is not ("Z" or "X")
            && stat[2] == _id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Processes outside the group that have the mark.</summary>
    private IEnumerable<int> Strays()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        byte[] wanted = Encoding.UTF8.GetBytes($"{ExecIdentity.Mark}={mark}");
        return Processes().Where(pid => pid != Environment.ProcessId && ReadOf(pid, "environ").AsSpan().IndexOf(wanted) >= 0 && StatOf(pid) is [not ("Z" or "X"), ..]);
    }

    private static IEnumerable<int> Processes() =>
        Directory.EnumerateDirectories("/proc")
            .Select(static path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0)
            .Where(static pid => pid > 0);

    /// <summary>What stands behind the name in <c>/proc/PID/stat</c>: <c>1234 (some name) S 1 1234 …</c>, so state, parent, group.</summary>
    private static string[] StatOf(int pid)
    {
        string stat = Encoding.UTF8.GetString(ReadOf(pid, "stat"));
        int end = stat.LastIndexOf(')');
        return end < 0 ? [] : stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static byte[] ReadOf(int pid, string file)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{file}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is another user's.
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
