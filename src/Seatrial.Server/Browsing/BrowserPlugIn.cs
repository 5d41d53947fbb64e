using System.Runtime.Loader;
using Seatrial.Core;
using Seatrial.Core.Browsing;

namespace Seatrial.Server.Browsing;

/// <summary>
/// Loads the browser's assembly when the first step needs it, and starts one browser for the process. Nothing refers to that
/// assembly: its package is large, and most projects have no page to look at.
/// </summary>
/// <param name="tell">Told what takes long; null for nobody.</param>
internal sealed class BrowserPlugIn(Action<string>? tell) : IBrowserSource, IDisposable
{
    private const string Assembly = "Seatrial.Browser.dll";
    private const string Source = "Seatrial.Browser.PlaywrightSource";

    private readonly SemaphoreSlim _turn = new(1);
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async Task<IBrowser> OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_browser is not { IsAlive: true })
            {
                _browser = await Load(await FindAsync(cancellationToken)).OpenAsync(cancellationToken);
            }

            return _browser;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

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
