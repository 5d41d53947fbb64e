using System.Text;
using System.Text.Json.Nodes;

namespace Seatrial.Project.Importing.Drafting;

/// <summary>Takes secrets out of steps: what is one by its name or its look is named, and its source is left to <c>secrets:</c>.</summary>
/// <param name="project">The project that names them.</param>
/// <param name="notes">What to tell.</param>
internal sealed class SecretsOut(ProjectDraft project, ImportNotes notes)
{
    /// <param name="step">The step.</param>
    /// <param name="isRecorded">Whether its values were used once; those that were made up are no secrets whatever they are called.</param>
    public void Take(DraftStep step, bool isRecorded = true)
    {
        Authorization(step);
        foreach (DraftPlace place in DraftPlace.Of(step).Where(static p => !p.IsWritten && p.Text.Length > 0))
        {
            bool isNamed = isRecorded && place.Kind != PlaceKind.Path && place.IsText && ValueSigns.IsSecretName(place.Name);
            if (isNamed || (isRecorded && place is { Kind: PlaceKind.Cookie, Text.Length: >= 8 }) || (place.IsText && ValueSigns.IsSecretText(place.Text)))
            {
                place.Replace($"{{{{ {project.Secret(NameOf(place), place.Text)} }}}}");
            }
        }
    }

    /// <summary>Puts the names of secrets in the place of their values wherever they stand, in texts that nobody looked into.</summary>
    public void Scrub(DraftStep step)
    {
        KeyValuePair<string, string>[] known = [.. project.SecretValues.Where(static s => s.Key.Length >= 4).OrderByDescending(static s => s.Key.Length)];
        foreach (DraftPlace place in DraftPlace.Of(step))
        {
            string clean = Clean(place.Text, known);
            if (clean != place.Text)
            {
                place.Replace(clean);
            }
        }

        step.Name = Hidden(step.Name, known);
        for (int i = 0; i < step.Expect.Count; i++)
        {
            (string subject, JsonNode? matcher) = step.Expect[i];
            string text = $"{subject} {matcher?.ToJsonString()}";
            if (Array.Exists(known, k => text.Contains(k.Key, StringComparison.Ordinal)))
            {
                step.Expect[i] = new(Hidden(subject, known), new JsonObject { ["exists"] = true });
            }
        }

        for (int i = 0; i < step.Captures.Count; i++)
        {
            step.Captures[i] = step.Captures[i] with { Subject = Hidden(step.Captures[i].Subject, known) };
        }
    }

    public string Hidden(string text) => Hidden(text, [.. project.SecretValues.Where(static s => s.Key.Length >= 4)]);

    private static string Hidden(string text, KeyValuePair<string, string>[] known) =>
        known.Aggregate(text, static (clean, secret) => clean.Replace(secret.Key, "***", StringComparison.Ordinal));

    private static string Clean(string text, KeyValuePair<string, string>[] known) =>
        known.Aggregate(text, static (clean, secret) => clean.Replace(secret.Key, $"{{{{ {secret.Value} }}}}", StringComparison.Ordinal));

    private static string NameOf(DraftPlace place) => place.Name.Length == 0 ? place.Kind == PlaceKind.Path ? "pathToken" : "secret"
        : place.Kind == PlaceKind.Header && place.Name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) ? place.Name[2..] : place.Name;

    /// <summary>Who asks becomes a token provider: it is fetched or read in one place, and renewed there.</summary>
    private void Authorization(DraftStep step)
    {
        DraftField? header = step.Headers.Find(static h => h.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase));
        if (header is null || header.Value.Contains("{{", StringComparison.Ordinal) || header.Value.Split(' ', 2) is not [var scheme, { Length: > 0 } credential])
        {
            return;
        }

        switch (scheme.ToUpperInvariant())
        {
            case "BEARER":
                string token = project.Secret("accessToken", credential.Trim());
                step.Auth = project.Token("user", new JsonObject { ["bearer"] = $"{{{{ {token} }}}}" });
                step.Headers.Remove(header);
                break;
            case "BASIC" when Decoded(credential.Trim()) is [var user, var password]:
                step.Auth = Basic(project, user, password);
                step.Headers.Remove(header);
                break;
            default:
                notes.FillIn($"`Authorization` of \"{step.Name}\" uses the scheme {scheme}: its credential became a secret; a recorded one may be of no use twice.");
                header.Value = $"{scheme} {{{{ {project.Secret("authorization", credential)} }}}}";
                break;
        }
    }

    public static string Basic(ProjectDraft project, string user, string password)
    {
        string name = ValueSigns.IsSecretText(user) ? project.Secret("basicUser", user) : string.Empty;
        return project.Token("user", new JsonObject
        {
            ["basic"] = new JsonObject
            {
                ["user"] = name.Length > 0 ? $"{{{{ {name} }}}}" : user,
                ["password"] = $"{{{{ {project.Secret("basicPassword", password)} }}}}",
            },
        });
    }

    private static string[]? Decoded(string credential)
    {
        Span<byte> bytes = new byte[credential.Length];
        return Convert.TryFromBase64String(credential, bytes, out int length) && Encoding.UTF8.GetString(bytes[..length]).Split(':', 2) is { Length: 2 } pair ? pair : null;
    }
}
