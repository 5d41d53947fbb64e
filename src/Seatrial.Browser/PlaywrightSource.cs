using Microsoft.Playwright;
using Seatrial.Core;
using Seatrial.Core.Browsing;

namespace Seatrial.Browser;

/// <summary>Starts the machine's Chromium. The host finds this type by its name.</summary>
public sealed class PlaywrightSource : IBrowserSource
{
    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    /// <inheritdoc/>
    public async Task<Core.Browsing.IBrowser> OpenAsync(CancellationToken cancellationToken)
    {
        string program = Environment.GetEnvironmentVariable("SEATRIAL_CHROMIUM") is { Length: > 0 } told ? told
            : Array.Find(Places, File.Exists) ?? throw new SeatrialException("browser-missing", $"There is no Chromium on this machine: install it (Debian: apt install chromium), or say where it is with SEATRIAL_CHROMIUM. Looked at: {string.Join(", ", Places)}.");
        Task<IPlaywright> creating = Playwright.CreateAsync();
        IPlaywright playwright = await creating.WaitAsync(cancellationToken);
        PrivateFolder folder = PrivateFolder.Open();
        try
        {
            Microsoft.Playwright.IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = Arguments,
                TracesDir = folder.Path,

                // Its sandbox needs a user that is not root.
                ChromiumSandbox = !OperatingSystem.IsLinux() || Environment.UserName != "root",

                // Whoever stops the run stops the browser with it.
                HandleSIGINT = false,
                HandleSIGTERM = false,
                HandleSIGHUP = false,
            });
            return new PlaywrightBrowser(playwright, browser, folder);
        }
        catch (PlaywrightException exception)
        {
            playwright.Dispose();
            folder.Dispose();
            throw new SeatrialException("browser-not-started", $"{program} did not start: {PlaywrightWords.FirstLine(exception.Message)}", innerException: exception);
        }
    }
}
