using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Boundaries;

/// <summary>Binds <c>tokens:</c> of a boundary: which wrong tokens every protected route is tried with.</summary>
/// <param name="providers">The project's token providers.</param>
internal sealed class AttackBinder(IReadOnlyCollection<string> providers)
{
    private static readonly ImmutableSortedDictionary<string, TokenAttack> Known = new Dictionary<string, TokenAttack>(StringComparer.Ordinal)
    {
        ["missing"] = TokenAttack.Missing,
        ["malformed"] = TokenAttack.Malformed,
        ["expired"] = TokenAttack.Expired,
        ["wrong-audience"] = TokenAttack.WrongAudience,
        ["wrong-issuer"] = TokenAttack.WrongIssuer,
        ["wrong-key"] = TokenAttack.WrongKey,
        ["embedded-key"] = TokenAttack.EmbeddedKey,
        ["tampered"] = TokenAttack.Tampered,
        ["none-algorithm"] = TokenAttack.NoneAlgorithm,
        ["other-tenant"] = TokenAttack.OtherTenant,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>How a request with each wrong token is called.</summary>
    /// <remarks>A forged claim is refused for its signature already: the name must not promise that the claim was looked at.</remarks>
    public static string Describe(TokenAttackPlan plan) => plan switch
    {
        { Attack: TokenAttack.Expired, Provider: null } => "with a forged token that has expired",
        { Attack: TokenAttack.WrongAudience, Provider: null } => "with a forged token for another service",
        { Attack: TokenAttack.WrongIssuer, Provider: null } => "with a forged token of another issuer",
        { Attack: TokenAttack.NoneAlgorithm, Provider: null, Spelling: not "none" } => $"with an unsigned token (alg: {plan.Spelling})",
        _ => DescribeFlaw(plan.Attack),
    };

    /// <summary>Reads the list, or the map from what is wrong to how it is tried.</summary>
    public ImmutableArray<(TokenAttackPlan Plan, DocumentNode? Expect)> Bind(MapReader boundary)
    {
        var attacks = ImmutableArray.CreateBuilder<(TokenAttackPlan, DocumentNode?)>();
        foreach ((DocumentNode.Scalar name, DocumentNode? value) in Written(boundary))
        {
            if (!Known.TryGetValue(name.Text, out TokenAttack attack))
            {
                string hint = Nearest.To(name.Text, Known.Keys) is { } near ? $"Did you mean `{near}`?" : $"There are: {string.Join(", ", Known.Keys)}.";
                boundary.Report("ST0556", name.Span, $"`{name.Text}` is nothing that can be wrong with a token.", hint);
                continue;
            }

            MapReader? details = value is null ? null : boundary.ChildOf(value, $"`{name.Text}`");
            string? provider = details?.Text("auth");
            if (provider is not null && !providers.Contains(provider, StringComparer.Ordinal))
            {
                string hint = Nearest.To(provider, providers) is { } near ? $"Did you mean `{near}`?" : "Describe it under `tokens:` of seatrial.yaml.";
                boundary.Report("ST0404", details!.Node("auth")!.Span, $"The project has no token provider `{provider}`.", hint);
            }

            if (provider is null && attack == TokenAttack.OtherTenant)
            {
                boundary.Report("ST0556", name.Span, "Nobody can forge the token of another tenant: it is a good one.", "Name the provider that has it: `other-tenant: { auth: NAME }`.");
            }

            TokenAttackPlan plan = new(attack, provider, name.Span);
            plan = plan with { Leeway = details?.Duration("leeway", plan.Leeway, TimeSpan.Zero, TimeSpan.FromMinutes(10)) ?? plan.Leeway };
            attacks.AddRange((attack == TokenAttack.NoneAlgorithm && provider is null ? TokenAttackPlan.Spellings : [plan.Spelling]).Select(s => (plan with { Spelling = s }, details?.Node("expect"))));
            details?.Finish();
        }

        return attacks.ToImmutable();
    }

    /// <summary>What is written, each with its details. What cannot be read is told: an attack that is left out must not look like one that was refused.</summary>
    private static IEnumerable<(DocumentNode.Scalar Name, DocumentNode? Value)> Written(MapReader boundary)
    {
        DocumentNode? tokens = boundary.Node("tokens");
        if (tokens is DocumentNode.Mapping map)
        {
            return map.Entries.Select(static e => (e.Key, e.Value is DocumentNode.Scalar { Kind: ScalarKind.Null } ? null : e.Value));
        }

        ImmutableArray<DocumentNode> names = tokens switch
        {
            DocumentNode.Sequence list => list.Items,
            null or DocumentNode.Scalar { Kind: ScalarKind.Null } => [],
            _ => [tokens],
        };
        foreach (DocumentNode wrong in names.Where(static n => n is not DocumentNode.Scalar))
        {
            boundary.Report("ST0202", wrong.Span, $"What is wrong with a token is a name, and this is {wrong.Describe()}.", "Write a list of names, or one map: `tokens: { missing: , expired: { auth: NAME } }`.");
        }

        return names.OfType<DocumentNode.Scalar>().Select(static name => (name, (DocumentNode?)null));
    }

    private static string DescribeFlaw(TokenAttack attack) => attack switch
    {
        TokenAttack.Missing => "without a token",
        TokenAttack.Malformed => "with a token that is none",
        TokenAttack.Expired => "with an expired token",
        TokenAttack.WrongAudience => "with a token for another service",
        TokenAttack.WrongIssuer => "with a token of another issuer",
        TokenAttack.WrongKey => "with a token signed with another key",
        TokenAttack.EmbeddedKey => "with a token that brings its own key",
        TokenAttack.Tampered => "with a token changed after it was signed",
        TokenAttack.NoneAlgorithm => "with an unsigned token",
        _ => "with a token of another tenant",
    };
}
