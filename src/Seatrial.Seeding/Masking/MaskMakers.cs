using System.Globalization;
using Seatrial.Project.Masking;
using Seatrial.Seeding.Schema;
using Seatrial.Seeding.Values;

namespace Seatrial.Seeding.Masking;

/// <summary>Makes masks of rules, where they fit the type of their column.</summary>
/// <param name="key">The key.</param>
/// <param name="locale">Whose names and places pseudonyms are made of.</param>
internal sealed class MaskMakers(MaskKey key, string locale)
{
    /// <summary>The mask of a column; null when there is none, and why.</summary>
    public IColumnMask? For(MaskRequest request, out string reason)
    {
        reason = string.Empty;
        Column column = request.Column;
        DataType.Scalar? scalar = DataTypes.Plain(request.Schema, column.Type) as DataType.Scalar;
        switch (request.Rule)
        {
            case MaskRule.Keep:
                return PlainMask.Keep;
            case MaskRule.Null when column.IsNullable:
                return PlainMask.Null;
            case MaskRule.Null:
                reason = "it takes no null.";
                return null;
            case MaskRule.Constant constant when scalar is { Kind: ScalarKind.Text, Length: { } length } && constant.Text.Length > length:
                reason = string.Create(CultureInfo.InvariantCulture, $"the constant has {constant.Text.Length} characters, and {length} fit.");
                return null;
            case MaskRule.Constant constant:
                return PlainMask.Constant(constant.Text);
            case MaskRule.Generalise generalise when FitsGrain(generalise.To, scalar?.Kind):
                return new CoarseMask(generalise.To, generalise.Size);
            case MaskRule.Noise { Share: not null } noise when scalar?.Kind is ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float:
                return new NoiseMask(new(key, request.Domain), noise.Share, null, scalar.Kind == ScalarKind.Integer ? 0 : scalar.Scale);
            case MaskRule.Noise { Days: not null } noise when IsDay(scalar?.Kind):
                return new NoiseMask(new(key, request.Domain), null, noise.Days, null);
            case MaskRule.Pseudonym pseudonym when scalar is not null:
                return Pseudonym(request, pseudonym.Kind, scalar, out reason);
            default:
                reason = $"the rule does not go with its type, {column.Type.Text}.";
                return null;
        }
    }

    private IColumnMask? Pseudonym(MaskRequest request, string kind, DataType.Scalar scalar, out string reason)
    {
        reason = $"`{kind}` does not go with its type, {request.Column.Type.Text}.";
        switch (scalar.Kind)
        {
            case ScalarKind.Integer or ScalarKind.Decimal when kind == MaskKinds.Form && scalar.Scale is null or 0:
                return new NumberFormMask(key, request.Domain, request.Most);
            case ScalarKind.Uuid when kind is "uuid" or MaskKinds.Form:
                return new UuidMask(new(key, request.Domain));
            case ScalarKind.Network:
                bool isMac = DataTypes.BareName(scalar) == "macaddr";
                return kind == "mac" && isMac ? Meaning("mac", request.Domain, 17)
                    : kind == "ip" && !isMac && DataTypes.BareName(scalar) is "inet" or "cidr" ? Meaning("ip", request.Domain, 43)
                    : null;
            case ScalarKind.Text:
                return Text(request, kind, scalar.Length ?? int.MaxValue, out reason);
            default:
                return null;
        }
    }

    private IColumnMask? Text(MaskRequest request, string kind, int most, out string reason)
    {
        reason = string.Empty;
        IColumnMask? mask = kind switch
        {
            MaskKinds.Form => new TextFormMask(key, request.Domain),
            MaskKinds.Token => new TokenMask(key, request.Domain),
            "uuid" => most >= 36 ? new UuidMask(new(key, request.Domain)) : null,
            _ => (IColumnMask?)TaggedMask.Of(kind, new(key, request.Domain), locale, most) ?? Meaning(kind, request.Domain, most),
        };
        if (mask is null)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"`{kind}` does not fit into its {most} characters.");
        }

        return mask;
    }

    private MeaningMask? Meaning(string kind, string domain, int most) =>
        kind is not ("email" or "username" or "url" or "domain" or "hash") && MeaningMakers.For(kind, new(locale, DateOnly.MinValue, string.Empty), most) is { } maker
            ? new(new(key, domain), maker, most, kind switch { "iban" => Math.Log2(1e10), "card" => Math.Log2(1e9), _ => 0 })
            : null;

    private static bool IsDay(ScalarKind? kind) => kind is ScalarKind.Date or ScalarKind.Timestamp or ScalarKind.TimestampWithZone;

    private static bool FitsGrain(MaskGrain grain, ScalarKind? kind) => grain switch
    {
        MaskGrain.Year or MaskGrain.Month => IsDay(kind),
        MaskGrain.Bucket => kind is ScalarKind.Integer or ScalarKind.Decimal or ScalarKind.Float,
        _ => kind is ScalarKind.Text,
    };
}
