using System.Runtime.InteropServices;

namespace Seatrial.Environments.Supervision;

/// <summary>
/// The C library's own way to start a process. <see cref="System.Diagnostics.Process"/> cannot start one in a session of its
/// own, nor with its output in a file, and a child whose output is a pipe dies with whoever reads the pipe.
/// </summary>
internal static partial class PosixNative
{
    public const int Terminate = 15;
    public const int Kill = 9;
    public const int NoSuchProcess = 3;
    public const int NoHang = 1;

    private const string C = "libc";

    [LibraryImport(C, EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(out int pid, string file, nint actions, nint attributes, nint argv, nint envp);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int ActionsInit(nint actions);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int ActionsDestroy(nint actions);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ActionsOpen(nint actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int ActionsDuplicate(nint actions, int from, int to);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ActionsChangeFolder(nint actions, string path);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_init")]
    public static partial int AttributesInit(nint attributes);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int AttributesDestroy(nint attributes);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int AttributesFlags(nint attributes, short flags);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int AttributesSignalMask(nint attributes, nint signals);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int AttributesSignalDefaults(nint attributes, nint signals);

    [LibraryImport(C, EntryPoint = "sigemptyset")]
    public static partial int SignalsNone(nint signals);

    [LibraryImport(C, EntryPoint = "sigaddset")]
    public static partial int SignalsAdd(nint signals, int signal);

    [LibraryImport(C, EntryPoint = "kill", SetLastError = true)]
    public static partial int SendSignal(int pid, int signal);

    [LibraryImport(C, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int pid, out int status, int options);
}
