using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop.ServiceDefaults.Problems;

/// <summary>Errors as <c>application/problem+json</c> with a stable <c>code</c>.</summary>
public static class ShopProblems
{
    /// <summary>A problem with a code that clients may rely on.</summary>
    public static ProblemHttpResult Problem(int status, string code, string detail) => TypedResults.Problem(
        detail,
        statusCode: status,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });

    internal static void AddShopProblems(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddExceptionHandler<ServiceCallExceptionHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
    }

    /// <summary>Failures that nobody handled, and bare status codes, become problems.</summary>
    public static void UseShopProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
        app.UseStatusCodePages();
    }

    private static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };
}
