using Shop.ServiceDefaults.Storage;

namespace Shop.ServiceDefaults.Outbox;

internal static class OutboxExtensions
{
    public static void AddOutbox(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Outbox").Get<OutboxOptions>() ?? new OutboxOptions();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton(services => new OutboxStore(
            services.GetRequiredService<Database>(),
            services.GetRequiredService<OutboxSignal>(),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<OutboxDispatcher>();
    }
}
