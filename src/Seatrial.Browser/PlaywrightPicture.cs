using Microsoft.Playwright;
using Seatrial.Core;
using Seatrial.Core.Browsing;

namespace Seatrial.Browser;

/// <summary>
/// A picture of a page that shows no secret. Elements whose own text, or what they hold, has one are hidden while it is taken,
/// and covered; then the page is looked at again, for it may have changed meanwhile.
/// </summary>
/// <param name="page">The page.</param>
/// <param name="privacy">What is private.</param>
/// <param name="find">Finds an element of a step.</param>
internal sealed class PlaywrightPicture(IPage page, BrowserPrivacy privacy, Func<ElementQuery, ILocator> find)
{
    private const int MostTries = 3;
    private const float Patience = 5000;
    private const string Mark = "data-seatrial-private";

    // Own text only: what stands in an element further down is hidden there. Shadow roots are looked into, since CSS selectors of Playwright are.
    private const string TextsScript = $$"""
        elements => elements.map(e => e.hasAttribute('{{Mark}}') ? '' : [
          ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data),
          'value' in e && typeof e.value === 'string' ? e.value : '',
          e.tagName === 'SELECT' ? [...e.selectedOptions].map(o => o.text).join(' ') : '',
          e.getAttribute('placeholder') || '', e.getAttribute('alt') || '',
        ].join(''))
        """;

    // In the order in which it is read, with nothing between: a secret in several elements is whole here.
    private const string RestScript = $$"""
        () => {
          const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
          const seen = [];
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (!text.parentElement.matches('[{{Mark}}], script, style')) seen.push(text.data);
          }
          return seen.join('');
        }
        """;

    private const string MarkScript = $"(elements, marked) => marked.forEach(i => elements[i] && elements[i].setAttribute('{Mark}', ''))";
    private const string UnmarkScript = $"elements => elements.forEach(e => e.removeAttribute('{Mark}'))";

    public async Task<ReadOnlyMemory<byte>> TakeAsync()
    {
        try
        {
            for (int tries = 0; tries < MostTries; tries++)
            {
                await HideAsync();
                byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Type = ScreenshotType.Png,
                    Timeout = Patience,
                    Animations = ScreenshotAnimations.Disabled,
                    Style = $"[{Mark}], input[type=password] {{ visibility: hidden !important; }}",
                    Mask = [.. page.Frames.Select(static frame => frame.Locator($"[{Mark}], input[type=password]")), .. privacy.Fields.Select(find)],
                    MaskColor = "#777777",
                });
                if (await IsHiddenAsync())
                {
                    return picture;
                }
            }
        }
        finally
        {
            await UnmarkAsync();
        }

        throw new SeatrialException("browser-evidence", "the page shows a secret and does not stand still, so that it cannot be covered");
    }

    private async Task HideAsync()
    {
        foreach (IFrame frame in page.Frames)
        {
            string[] texts = await TextsAsync(frame);
            int[] secret = [.. texts.Index().Where(text => privacy.IsSecret(text.Item)).Select(static text => text.Index)];
            if (secret.Length > 0)
            {
                await frame.Locator("css=*").EvaluateAllAsync<object?>(MarkScript, secret);
            }
        }
    }

    /// <summary>Whether no secret is left to be seen; one that stands in several elements cannot be hidden.</summary>
    private async Task<bool> IsHiddenAsync()
    {
        foreach (IFrame frame in page.Frames)
        {
            string[] texts = await TextsAsync(frame);
            if (Array.Exists(texts, text => privacy.IsSecret(text)))
            {
                return false;
            }

            if (privacy.IsSecret(string.Concat(texts)) || privacy.IsSecret(await frame.EvaluateAsync<string>(RestScript)))
            {
                throw new SeatrialException("browser-evidence", "the page shows a secret in pieces, which cannot be covered");
            }
        }

        return true;
    }

    private static async Task<string[]> TextsAsync(IFrame frame) => await frame.Locator("css=*").EvaluateAllAsync<string[]>(TextsScript);

    private async Task UnmarkAsync()
    {
        foreach (IFrame frame in page.Frames)
        {
            try
            {
                await frame.Locator($"[{Mark}]").EvaluateAllAsync<object?>(UnmarkScript);
            }
            catch (PlaywrightException)
            {
                // The frame went away, and its marks with it.
            }
        }
    }
}
