using System.Net.Http.Json;
using System.Text.Json;

namespace Seatrial.Load;

/// <summary>The limit: the benchmark's flow as a plain HttpClient loop that records nothing and checks no more than it must to go on.</summary>
internal static class BareLoop
{
    public static async Task<int> RunAsync(string address, int flows, int atOnce, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, flows),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (_, token) =>
            {
                using var items = JsonDocument.Parse(await client.GetStringAsync("/items?inStock=true", token));
                var sku = items.RootElement.GetProperty("items")[0].GetProperty("sku").GetString();
                using var answer = await client.PostAsJsonAsync("/orders", new { sku, quantity = 1 }, token);
                using var placed = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(token));
                using var order = JsonDocument.Parse(await client.GetStringAsync($"/orders/{placed.RootElement.GetProperty("id").GetString()}", token));
                if (order.RootElement.GetProperty("state").GetString() != "paid")
                {
                    throw new InvalidOperationException("The order is not paid.");
                }
            });
        return 0;
    }
}
