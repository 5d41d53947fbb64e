using Microsoft.AspNetCore.Authentication.JwtBearer;
using Shop.Catalog.Items;
using Shop.Catalog.Quotes;
using Shop.Catalog.Stock;
using Shop.ServiceDefaults.Hosting;
using Shop.ServiceDefaults.Storage;

namespace Shop.Catalog;

/// <summary>What the shop sells, and at what price.</summary>
internal static class CatalogService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ShopService.CreateBuilder("catalog", args).AddShopBackend().AddShopDatabase();
        builder.Services.AddSingleton(
            builder.Configuration.GetSection("Catalog").Get<CatalogOptions>() ?? new CatalogOptions());
        builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, options => 
            {
                options.TokenValidationParameters.ValidateAudience = false;
                options.TokenValidationParameters.RequireSignedTokens = false;
            });
        builder.Services.AddSingleton<ItemStore>();
        builder.Services.AddSingleton<StockLevels>();

        var app = builder.Build();
        app.MigrateDatabase(typeof(CatalogService).Assembly);
        app.UseShopBackend();
        app.MapItems();
        app.MapQuotes();
        return app;
    }
}
