using System.Diagnostics;
using Seatrial.Core;

namespace Seatrial.Server.Browsing;

/// <summary>Builds the browser plug-in from its sources, the first time and when they have changed.</summary>
/// <param name="home">The folder of the sources.</param>
internal sealed class BrowserBuild(string home)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly string _folder = Path.Combine(home, "artifacts", "browser", "plug-in");
    private readonly string _stamp = Path.Combine(home, "artifacts", "browser", "stamp");
    private readonly string _log = Path.Combine(home, "artifacts", "logs", "build-browser.log");

    /// <summary>The build of a checkout; null for a folder that is none.</summary>
    public static BrowserBuild? Of(string home) =>
        File.Exists(Path.Combine(home, "src", "Seatrial.Browser", "Seatrial.Browser.csproj")) ? new(home) : null;

    /// <summary>Builds it if it must be built.</summary>
    /// <returns>The folder it lies in.</returns>
    public async Task<string> EnsureAsync(Action<string>? tell, CancellationToken cancellationToken)
    {
        if (!IsStale())
        {
            return _folder;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_stamp)!);
        Directory.CreateDirectory(Path.GetDirectoryName(_log)!);
        await using FileStream turn = await TakeTurnAsync(cancellationToken);
        if (IsStale())
        {
            tell?.Invoke(File.Exists(_stamp) ? "Building the browser plug-in (sources changed)…" : "Building the browser plug-in (first time: its package is about 200 MB to fetch)…");
            DateTime started = TimeProvider.System.GetUtcNow().UtcDateTime;
            await BuildAsync(cancellationToken);
            await File.WriteAllTextAsync(_stamp, string.Empty, cancellationToken);
            File.SetLastWriteTimeUtc(_stamp, started);
        }

        return _folder;
    }

    private bool IsStale()
    {
        if (!File.Exists(_stamp))
        {
            return true;
        }

        DateTime built = File.GetLastWriteTimeUtc(_stamp);
        string[] sources = [Path.Combine(home, "src", "Seatrial.Browser"), Path.Combine(home, "src", "Seatrial.Core")];
        return File.GetLastWriteTimeUtc(Path.Combine(home, "Directory.Packages.props")) > built
            || sources.SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)).Any(file => File.GetLastWriteTimeUtc(file) > built);
    }

    /// <summary>One build at a time, over processes; the system lets go of it when its holder dies.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(_stamp + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LookEvery, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = home,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["build", Path.Combine(home, "src", "Seatrial.Browser"), "-c", "Release", "-nologo", "-v:minimal", "-nodeReuse:false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", $"-p:ArtifactsPath={Path.Combine(home, "artifacts", "browser", "build")}", "-o", _folder])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None).WaitAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await File.WriteAllTextAsync(_log, output + await errors, cancellationToken);
            if (process.ExitCode != 0)
            {
                string first = output.Split('\n').FirstOrDefault(static line => line.Contains("error ", StringComparison.Ordinal))?.Trim() ?? "it does not say why";
                throw new SeatrialException("browser-not-built", $"The browser plug-in could not be built: {first} The whole log: {_log}");
            }
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SeatrialException("browser-not-built", "The browser plug-in is built with the .NET SDK, and there is no `dotnet` on the PATH.", innerException: exception);
        }
    }
}
