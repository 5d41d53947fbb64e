using System.Diagnostics;
using System.Globalization;

namespace Seatrial.Cli.Runs;

/// <summary>The name a process drives runs under, from which another can tell whether it still lives.</summary>
internal static class RunOwner
{
    /// <summary>This process: <c>run/MACHINE/PID/START</c>.</summary>
    public static string Current()
    {
        using Process process = Process.GetCurrentProcess();
        return Name(process);
    }

    /// <summary>Whether the owner was a process of this machine that is no more.</summary>
    public static bool IsDead(string owner)
    {
        string[] parts = owner.Split('/');
        if (parts.Length != 4 || parts[0] != "run" || parts[1] != Environment.MachineName
            || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out int id))
        {
            return false;
        }

        try
        {
            using Process process = Process.GetProcessById(id);
            return Name(process) != owner;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    private static string Name(Process process) => string.Create(
        CultureInfo.InvariantCulture,
        $"run/{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond}");
}
