using System.Runtime.InteropServices;
using Seatrial.Core;

namespace Seatrial.Environments.Supervision;

/// <summary>Starts processes that outlive whoever starts them: own session, no input, output to a file, no shell.</summary>
internal static class ProcessLauncher
{
    // Generous for every C library's opaque structures (glibc: 80, 336 and 128 bytes).
    private const int OpaqueSize = 1024;
    private const int BrokenPipe = 13;

    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;

    private static readonly short NewSession = OperatingSystem.IsMacOS() ? (short)0x0400 : (short)0x80;
    private static readonly int WriteAppend = OperatingSystem.IsMacOS() ? 0x0001 | 0x0008 | 0x0200 : 0x0001 | 0x0400 | 0x0040;

    /// <summary>Starts a process, leader of a new session and process group.</summary>
    /// <param name="arguments">The program, looked up in <c>PATH</c> unless it holds a slash, and its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">Its whole environment; nothing is inherited.</param>
    /// <param name="logPath">Where its output and errors are appended.</param>
    /// <exception cref="SeatrialException"><c>process-not-started</c>, with the reason.</exception>
    public static ProcessIdentity Start(
        IReadOnlyList<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string logPath)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new SeatrialException(
                "process-environment-unsupported",
                "The process environment runs on Linux and macOS; use containers on Windows.");
        }

        nint memory = Marshal.AllocHGlobal(3 * OpaqueSize);
        nint argv = Allocate(arguments);
        nint envp = Allocate([.. environment.Select(pair => $"{pair.Key}={pair.Value}")]);
        try
        {
            int error = Spawn(memory, arguments[0], folder, logPath, argv, envp, out int pid);
            return error == 0
                ? ProcessIdentity.Of(pid)
                : throw new SeatrialException(
                    "process-not-started",
                    $"'{arguments[0]}' could not be started in {folder}: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
        finally
        {
            Free(argv, arguments.Count);
            Free(envp, environment.Count);
            Marshal.FreeHGlobal(memory);
        }
    }

    private static int Spawn(
        nint memory, string file, string folder, string logPath, nint argv, nint envp, out int pid)
    {
        nint actions = memory;
        nint attributes = memory + OpaqueSize;
        nint signals = memory + (2 * OpaqueSize);
        pid = 0;
        _ = PosixNative.ActionsInit(actions);
        _ = PosixNative.AttributesInit(attributes);
        try
        {
            _ = PosixNative.SignalsNone(signals);
            int error = FirstError(
                PosixNative.ActionsOpen(actions, 0, "/dev/null", 0, 0),
                PosixNative.ActionsOpen(actions, 1, logPath, WriteAppend, 0x180),
                PosixNative.ActionsDuplicate(actions, 1, 2),
                PosixNative.ActionsChangeFolder(actions, folder),
                PosixNative.AttributesSignalMask(attributes, signals),
                PosixNative.SignalsAdd(signals, BrokenPipe),
                PosixNative.AttributesSignalDefaults(attributes, signals),
                PosixNative.AttributesFlags(attributes, (short)(NewSession | SetSignalMask | SetSignalDefaults)));
            return error != 0 ? error : PosixNative.Spawn(out pid, file, actions, attributes, argv, envp);
        }
        finally
        {
            _ = PosixNative.ActionsDestroy(actions);
            _ = PosixNative.AttributesDestroy(attributes);
        }
    }

    private static int FirstError(params ReadOnlySpan<int> results)
    {
        foreach (int result in results)
        {
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }

    private static nint Allocate(IReadOnlyList<string> texts)
    {
        nint block = Marshal.AllocHGlobal((texts.Count + 1) * nint.Size);
        for (int i = 0; i < texts.Count; i++)
        {
            Marshal.WriteIntPtr(block, i * nint.Size, Marshal.StringToCoTaskMemUTF8(texts[i]));
        }

        Marshal.WriteIntPtr(block, texts.Count * nint.Size, 0);
        return block;
    }

    private static void Free(nint block, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem(Marshal.ReadIntPtr(block, i * nint.Size));
        }

        Marshal.FreeHGlobal(block);
    }
}
