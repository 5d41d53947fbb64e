using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Seatrial.Core.Documents;

namespace Seatrial.Project.Linting;

/// <summary>A secret that stands in a file.</summary>
/// <param name="What">What kind it is; never the secret itself.</param>
/// <param name="Texts">What must not be shown of the file: the secret's lines.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed partial record WrittenSecret(string What, ImmutableArray<string> Texts, SourceSpan Span, string Hint)
{
    private const string Way = "Keep it under `secrets:` of seatrial.yaml, where only its source is named, and write `'{{ its-name }}'`. Whoever may have read it has it: replace it where it was issued.";

    private static readonly (string What, Regex Pattern)[] Known =
    [
        ("An AWS access key", AwsKey()),
        ("A GitHub token", GitHubToken()),
        ("A GitLab token", GitLabToken()),
        ("A Stripe key", StripeKey()),
        ("A Slack token", SlackToken()),
        ("A Google API key", GoogleKey()),
        ("An npm token", NpmToken()),
        ("A signed token (JWT)", Jwt()),
        ("A private key", PrivateKey()),
    ];

    /// <summary>The secrets at a node.</summary>
    /// <param name="node">A file's map, or a step.</param>
    /// <param name="isOutermost">Whether what belongs to steps is left to them.</param>
    public static IEnumerable<WrittenSecret> In(DocumentNode node, bool isOutermost) => InNode(string.Empty, node, isOutermost, isRoot: true);

    private static IEnumerable<WrittenSecret> InNode(string key, DocumentNode node, bool isOutermost, bool isRoot) => node switch
    {
        DocumentNode.Scalar scalar => Of(key, scalar) is { } secret ? [secret] : [],
        DocumentNode.Sequence list => list.Items.SelectMany(item => InNode(key, item, isOutermost, isRoot: false)),
        DocumentNode.Mapping map => map.Entries
            .Where(e => isRoot ? !isOutermost ? e.Key.Text is not ("steps" or "parallel" or "cleanup") : e.Key.Text != "steps" : true)
            .SelectMany(e => InNode(e.Key.Text, e.Value, isOutermost, isRoot: false)),
        _ => [],
    };

    /// <summary>Whether a text holds a secret of a known form, whatever it is called.</summary>
    public static bool IsKnown(string text) => Array.Exists(Known, k => k.Pattern.IsMatch(text));

    private static WrittenSecret? Of(string key, DocumentNode.Scalar scalar)
    {
        foreach ((string what, Regex pattern) in Known)
        {
            if (pattern.Match(scalar.Text) is { Success: true } match)
            {
                return Made(what, scalar, pattern == PrivateKey() ? scalar.Text : match.Value);
            }
        }

        if (scalar.Kind != ScalarKind.Text || scalar.Text.Contains("{{", StringComparison.Ordinal))
        {
            return null;
        }

        if (key.Equals("authorization", StringComparison.OrdinalIgnoreCase) && scalar.Text.Split(' ', 2) is [_, var credential])
        {
            return IsRandom(credential) ? Made("A credential", scalar, credential) : null;
        }

        return SecretName().IsMatch(key) && IsRandom(scalar.Text) ? Made($"What `{key}` says", scalar, scalar.Text) : null;
    }

    private static WrittenSecret Made(string what, DocumentNode.Scalar scalar, string text) =>
        new(what, [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], scalar.Span, Way);

    /// <summary>Whether a text looks drawn, not thought up: long, without a space, of letters and digits, and with little repeated.</summary>
    internal static bool IsRandom(string text)
    {
        // A token of three parts is one only when it is signed, and then it was found above.
        if (text.StartsWith("eyJ", StringComparison.Ordinal) || text.Length < 20 || text.Any(char.IsWhiteSpace) || !text.Any(char.IsAsciiDigit) || !text.Any(char.IsAsciiLetter))
        {
            return false;
        }

        // Words joined by hyphens, such as `expired-token-of-2024-for-bob`, carry less than 3.5 bits a character or have hyphens all over.
        double bits = text.GroupBy(static c => c).Sum(group => -((double)group.Count() / text.Length) * Math.Log2((double)group.Count() / text.Length));
        bool isWords = text.Split('-', '_', '.').All(static part => part.Length == 0 || part.All(char.IsAsciiLetterLower) || part.All(char.IsAsciiDigit));
        return bits >= 3.5 && !isWords;
    }

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_-]{20,}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GitLabToken();

    [GeneratedRegex(@"\b(sk|rk)_live_[A-Za-z0-9]{16,}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StripeKey();

    [GeneratedRegex(@"\bxox[abeoprs]-[A-Za-z0-9-]{10,}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SlackToken();

    [GeneratedRegex(@"\bAIza[0-9A-Za-z_-]{35}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GoogleKey();

    [GeneratedRegex(@"\bnpm_[A-Za-z0-9]{36}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NpmToken();

    // The signature of a token made up for a test is short; that of a real one is 43 characters or more.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{40,}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"secret|token|passw|credential|api[-_]?key|access[-_]?key|authorization", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();
}
