using System.Runtime.InteropServices;

namespace Seatrial.Cli;

/// <summary>How the C library of this process keeps memory.</summary>
internal static partial class NativeMemory
{
    // malloc.h of glibc.
    private const int ArenaMax = -8;
    private const int MmapThreshold = -3;
    private const int TrimThreshold = -1;
    private const int Large = 128 * 1024;

    /// <summary>
    /// One pool for all threads. By default each gets its own, of up to eight a core, and what the JIT compiler and SQLite gave
    /// back stays in all of them.
    /// </summary>
    /// <remarks>The thresholds are the library's own; naming them keeps it from raising them with what it sees.</remarks>
    public static void KeepTogether() =>
        Tell(static () => SetOption(ArenaMax, 1) & SetOption(MmapThreshold, Large) & SetOption(TrimThreshold, Large));

    /// <summary>Gives back to the system what lies free.</summary>
    public static void GiveBack() => Tell(static () => Trim(0));

    private static void Tell(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = call();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, such as musl, which has no such pools.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint kept);
}
