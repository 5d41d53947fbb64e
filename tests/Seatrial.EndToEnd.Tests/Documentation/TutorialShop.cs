using Seatrial.EndToEnd.Tests.Shops;

namespace Seatrial.EndToEnd.Tests.Documentation;

/// <summary>The shop that every page talks to.</summary>
public sealed class TutorialShop : IAsyncLifetime
{
    private DeployedShop _shop = null!;

    public string Folder => _shop.Folder;

    public string Gateway => _shop.Gateway;

    public async ValueTask InitializeAsync() => _shop = await DeployedShop.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _shop.DisposeAsync();
}
