using System.Runtime.Loader;
using Seatrial.Core;
using Seatrial.Core.Browsing;

namespace Seatrial.Server.Browsing;

/// <summary>
/// Loads the browser's assembly when the first step needs it, and starts one browser for the process. Nothing refers to that
/// assembly: its package is large, and most projects have no page to look at.
/// </summary>
/// <param name="tell">Told what takes long; null for nobody.</param>
internal sealed class BrowserPlugIn(Action<string>? tell) : IBrowserSource, IAsyncDisposable
{
    private const string Assembly = "Seatrial.Browser.dll";
    private const string Source = "Seatrial.Browser.PlaywrightSource";

    private readonly Lock _gate = new();
    private Task<string>? _finding;
    private Task<IBrowser>? _opening;

    /// <summary>Finds the assembly, and builds it where it must be; nothing is loaded or started.</summary>
    /// <param name="cancellationToken">Ends the wait, not the build.</param>
    public Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_finding is null or { IsFaulted: true })
            {
                _finding = Task.Run(() => FindAsync(CancellationToken.None), CancellationToken.None);
            }

            return _finding.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<IBrowser> OpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Of all who wait, none owns it: that one gives up must not end it for the others.
            if (_opening is null or { IsFaulted: true } or { IsCompletedSuccessfully: true, Result.IsAlive: false })
            {
                _opening = Task.Run(StartAsync, CancellationToken.None);
            }

            return _opening.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_opening is { IsCompletedSuccessfully: true } opened)
        {
            await (await opened).DisposeAsync();
        }
    }

    private async Task<IBrowser> StartAsync() => await Load(await PrepareAsync(CancellationToken.None)).OpenAsync(CancellationToken.None);

    private async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        string? told = Environment.GetEnvironmentVariable("SEATRIAL_BROWSER");
        string[] places = [.. new[] { told, Path.Combine(AppContext.BaseDirectory, "browser") }.Where(static folder => !string.IsNullOrEmpty(folder)).Select(static folder => Path.Combine(folder!, Assembly))];
        if (Array.Find(places, File.Exists) is { } found)
        {
            return found;
        }

        if (Environment.GetEnvironmentVariable("SEATRIAL_HOME") is { Length: > 0 } home && BrowserBuild.Of(home) is { } build)
        {
            return Path.Combine(await build.EnsureAsync(tell, cancellationToken), Assembly);
        }

        throw new SeatrialException("browser-missing", $"The browser plug-in is not installed. Start seatrial with its launcher, which builds it from its sources, or say in which folder {Assembly} lies with SEATRIAL_BROWSER.");
    }

    private static IBrowserSource Load(string file)
    {
        try
        {
            return (IBrowserSource)Activator.CreateInstance(new PlugInContext(file).LoadFromAssemblyPath(file).GetType(Source, throwOnError: true)!)!;
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or MissingMethodException or InvalidCastException)
        {
            throw new SeatrialException("browser-unusable", $"{file} is not the browser plug-in of this version: {exception.Message}", innerException: exception);
        }
    }

    /// <summary>Its own packages from its own folder; what the host has is the host's.</summary>
    private sealed class PlugInContext(string file) : AssemblyLoadContext("browser")
    {
        private readonly AssemblyDependencyResolver _resolver = new(file);

        protected override System.Reflection.Assembly? Load(System.Reflection.AssemblyName assemblyName) =>
            assemblyName.Name!.StartsWith("Seatrial.Core", StringComparison.Ordinal) ? null
            : _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path)
            : null;
    }
}
