using System.Runtime.InteropServices;

namespace Seatrial.Cli;

/// <summary>How the C library of this process keeps memory.</summary>
internal static partial class NativeMemory
{
    // malloc.h of glibc.
    private const int ArenaMax = -8;

    /// <summary>
    /// One pool for all threads. By default each gets its own, of up to eight a core, and what the JIT compiler and SQLite gave
    /// back stays in all of them.
    /// </summary>
    public static void KeepTogether() => Tell(static () => SetOption(ArenaMax, 1));

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
