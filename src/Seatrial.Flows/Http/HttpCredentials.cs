namespace Seatrial.Flows.Http;

/// <summary>Tells headers that hold credentials by their names, for values whose origin is not known to be a secret.</summary>
internal static class HttpCredentials
{
    private static readonly string[] Parts = ["auth", "cookie", "token", "secret", "password", "session", "credential", "api-key", "apikey", "api_key", "csrf", "xsrf"];

    /// <summary>Such as <c>Authorization</c>, <c>Cookie</c>, <c>X-Api-Key</c>, <c>Ocp-Apim-Subscription-Key</c>; not <c>Idempotency-Key</c>.</summary>
    public static bool IsName(string header)
    {
        foreach (string part in Parts)
        {
            if (header.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return header.EndsWith("-key", StringComparison.OrdinalIgnoreCase)
            && !header.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase);
    }
}
