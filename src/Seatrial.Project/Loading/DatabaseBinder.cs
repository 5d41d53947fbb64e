using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Project.Connections;

namespace Seatrial.Project.Loading;

/// <summary>Binds <c>databases</c> and <c>productionDatabases</c>: what is filled by name, and what never is.</summary>
/// <param name="bind">Binds values.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class DatabaseBinder(Func<DocumentNode, IBoundValue> bind, Action<Diagnostic> report)
{
    private const string Hint = "Write for example `orders: 'postgres://seeder:{{ db-password }}@db.staging.example:5432/orders'`.";

    /// <summary>What an address may begin with; a file may also be named from the project's folder on, and is not looked at here.</summary>
    private static readonly FrozenDictionary<string, int> Servers = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["postgres"] = 5432,
        ["postgresql"] = 5432,
        ["mysql"] = 3306,
        ["mariadb"] = 3306,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Binds addresses by name.</summary>
    public ImmutableSortedDictionary<string, IBoundValue> Addresses(IEnumerable<MappingEntry> entries) => entries
        .Where(e => Identifiers.Check(e.Key, "a database", report) && IsAddress(e))
        .ToImmutableSortedDictionary(static e => e.Key.Text, e => bind(e.Value), StringComparer.Ordinal);

    /// <summary>Binds the databases that are not to be written to.</summary>
    public static ImmutableArray<DatabasePattern> Production(MapReader reader)
    {
        DocumentNode? node = reader.Node("productionDatabases");
        var patterns = ImmutableArray.CreateBuilder<DatabasePattern>();
        foreach (DocumentNode item in node is DocumentNode.Sequence list ? list.Items : node is null ? [] : [node])
        {
            if (reader.TextOf(item, "productionDatabases") is not { } text)
            {
                continue;
            }

            if (DatabasePattern.Parse(text) is { } pattern)
            {
                patterns.Add(pattern);
            }
            else
            {
                reader.Report("ST1202", item.Span, $"`{text}` does not say which databases are production's.", "Write a host, and if need be port and database: `'*.prod.example'`, `db1.example:5432/shop`.");
            }
        }

        return patterns.ToImmutable();
    }

    private bool IsAddress(MappingEntry entry)
    {
        if (entry.Value is not DocumentNode.Scalar { Kind: not ScalarKind.Null } scalar)
        {
            report(new("ST1200", DiagnosticSeverity.Error, entry.Value.Span, $"The address of the database `{entry.Key.Text}` must be a text, and this is {entry.Value.Describe()}.", Hint));
            return false;
        }

        if (scalar.Text.Contains("{{", StringComparison.Ordinal) || scalar.Text.StartsWith("sqlite:", StringComparison.Ordinal))
        {
            return true;
        }

        if (!ServerAddress.TryParse(scalar.Text, Servers, out ServerAddress? address, out string? why))
        {
            report(new("ST1200", DiagnosticSeverity.Error, scalar.Span, $"The address of the database `{entry.Key.Text}` {why}.", Hint));
            return false;
        }

        if (address.Password is not null)
        {
            report(new("ST1201", DiagnosticSeverity.Warning, scalar.Span, $"The address of the database `{entry.Key.Text}` holds a password that everybody who reads the project can read.", $"Keep it under `secrets:` and write `'{address.Scheme}://{address.User}:{{{{ db-password }}}}@{address.Authority}/{address.Path}'`."));
        }

        return true;
    }
}
