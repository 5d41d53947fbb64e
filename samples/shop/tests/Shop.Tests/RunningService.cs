using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;

namespace Shop.Tests;

/// <summary>A service in this process, on a port of its own, with a database of its own.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private RunningService(WebApplication app, DirectoryInfo data)
    {
        _app = app;
        _data = data;
        Address = app.Urls.First();
        Http = new HttpClient { BaseAddress = new Uri(Address) };
    }

    public string Address { get; }

    public HttpClient Http { get; }

    public static async Task<RunningService> StartAsync(
        Func<string[], WebApplication> build, params IEnumerable<(string Key, string Value)> settings)
    {
        var data = Directory.CreateTempSubdirectory("shop-tests");
        var app = build(
        [
            "--urls=http://127.0.0.1:0",
            $"--DATA_DIR={data.FullName}",
            "--Shop:ClientSecret=test-client-secret",
            "--Shop:UserPassword=test-user-password",
            "--Outbox:PollInterval=00:00:00.020",
            "--Logging:Console:LogLevel:Default=None",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningService(app, data);
    }

    /// <summary>A client of the service that brings the token.</summary>
    public HttpClient As(string token)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
