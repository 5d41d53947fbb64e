using System.Diagnostics;
using System.Globalization;

namespace Seatrial.Environments.Supervision;

/// <summary>A process, told apart from a later one that was given the same number.</summary>
/// <param name="Pid">Its number.</param>
/// <param name="StartedAt">When it started, in the system's own terms; empty when it was gone before anybody could look.</param>
internal sealed record ProcessIdentity(int Pid, string StartedAt)
{
    /// <summary>The identity of a process that runs now.</summary>
    public static ProcessIdentity Of(int pid) => new(pid, ReadStart(pid) ?? string.Empty);

    /// <summary>Whether this process, and no other, still runs. One that ended and was not yet waited for does not.</summary>
    public bool IsAlive()
    {
        // Ours or not: waiting for another's child fails and changes nothing.
        _ = PosixNative.Wait(Pid, out _, PosixNative.NoHang);
        return StartedAt.Length > 0 && string.Equals(ReadStart(Pid), StartedAt, StringComparison.Ordinal);
    }

    /// <summary>Waits, without waiting, for a child of this process.</summary>
    /// <returns>Its exit code, or 128 and the signal that ended it; null while it runs or when somebody else was told.</returns>
    public int? FindExitCode()
    {
        if (PosixNative.Wait(Pid, out int status, PosixNative.NoHang) != Pid)
        {
            return null;
        }

        int signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    /// <summary>Sends a signal to its whole group, if it still is this process.</summary>
    public void Signal(int signal)
    {
        if (IsAlive())
        {
            _ = PosixNative.SendSignal(-Pid, signal);
        }
    }

    /// <summary>Ends what is left of its group. The group keeps its number while anybody is in it.</summary>
    public void SweepGroup() => _ = PosixNative.SendSignal(-Pid, PosixNative.Kill);

    private static string? ReadStart(int pid) => OperatingSystem.IsLinux() ? ReadProc(pid) : ReadClock(pid);

    // 4711 (a name) with ) in it) S 1 4711 … ; the third field is the state, the twenty-second the start in ticks since boot.
    private static string? ReadProc(int pid)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19] + "@" + BootId.Value;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? ReadClock(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static readonly Lazy<string> BootId = new(() =>
        File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "?");
}
