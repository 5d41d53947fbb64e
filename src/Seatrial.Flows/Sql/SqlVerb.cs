using System.Collections.Frozen;
using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Core.Flows;
using Seatrial.Flows.Servers;

namespace Seatrial.Flows.Sql;

/// <summary><c>sql:</c> a statement, with parameters for every value in it.</summary>
/// <param name="time">The clock.</param>
internal sealed class SqlVerb(TimeProvider time) : IStepVerb
{
    public static readonly FrozenDictionary<string, int> Schemes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["postgres"] = 5432,
        ["postgresql"] = 5432,
        ["mysql"] = 3306,
        ["mariadb"] = 3306,
        ["sqlserver"] = 1433,
        ["sqlite"] = 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string Example = "sql: { connection: '{{ orders-db }}', query: 'select state from orders where id = @id', parameters: { id: '{{ orderId }}' } }";

    /// <inheritdoc/>
    public string Key => "sql";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> OwnKeys => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Subjects { get; } = ["rows"];

    /// <inheritdoc/>
    public VerbShape Shape { get; } = new("Runs a statement in a database.", new DocumentShape.Map(
    [
        new("connection", new DocumentShape.Text(), $"Where the database is: {string.Join(", ", Schemes.Keys.Order(StringComparer.Ordinal).Select(static s => $"{s}://"))}.", IsRequired: true),
        new("query", new DocumentShape.Text(), "The statement. Values go into it as @name, never as `{{ }}`.", IsRequired: true),
        new("parameters", new DocumentShape.Names(new DocumentShape.Anything()), "The value of each @name."),
    ]));

    /// <inheritdoc/>
    public IStepAction? Bind(DocumentNode.Mapping step, IBindContext context)
    {
        if (VerbMap.Of(step, Key, Example, context) is not { } map)
        {
            return null;
        }

        IBoundValue? connection = map.Address("connection", Schemes);
        ImmutableArray<KeyValuePair<string, IBoundValue>> parameters = map.Entries("parameters", "parameters: { id: '{{ orderId }}' }");
        SqlText? query = BindQuery(map);
        map.Finish();
        if (connection is null || query is null)
        {
            return null;
        }

        CheckParameters(context, map.Node("query")!.Span, query, [.. parameters.Select(static p => p.Key)]);
        return new SqlAction(connection, query, parameters, time);
    }

    private static SqlText? BindQuery(VerbMap map)
    {
        switch (map.Node("query"))
        {
            case null:
                ServerDiagnostics.Missing(map.Context, map.Span, "sql", "query", Example);
                return null;
            case DocumentNode.Scalar { Kind: ScalarKind.Text } text when InnerExpression(text.Text) is { } expression:
                string name = expression.Length > 0 && expression.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_') ? expression : "value";
                int at = text.Text.IndexOf("{{", StringComparison.Ordinal);
                ServerDiagnostics.Error(
                    map.Context,
                    "ST0840",
                    text.Locate(at, expression.Length + 6),
                    "A value inside a statement could change what the statement does.",
                    $"Write `@{name}` in the query, without quotes around it, and beside it `parameters: {{ {name}: '{{{{ {expression} }}}}' }}`.");
                return null;
            case DocumentNode.Scalar { Kind: ScalarKind.Text } text:
                return new SqlText(text.Text.Replace("{{{{", "{{", StringComparison.Ordinal));
            case { } other:
                ServerDiagnostics.NotAValue(map.Context, other.Span, "query", "a text", "query: select count(*) as orders from orders");
                return null;
        }
    }

    /// <summary>What stands in the first <c>{{ }}</c>; <c>{{{{</c> is a brace meant literally.</summary>
    private static string? InnerExpression(string text)
    {
        string plain = text.Replace("{{{{", "    ", StringComparison.Ordinal);
        int start = plain.IndexOf("{{", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        int end = plain.IndexOf("}}", start, StringComparison.Ordinal);
        return (end < 0 ? plain[(start + 2)..] : plain[(start + 2)..end]).Trim();
    }

    private static void CheckParameters(IBindContext context, SourceSpan span, SqlText query, HashSet<string> given)
    {
        foreach (string name in query.HasVariables ? [] : query.Placeholders.Where(name => !given.Contains(name)))
        {
            ServerDiagnostics.Error(context, "ST0841", span, $"The query has `@{name}`, and `parameters` does not.", $"Add it: `parameters: {{ {name}: … }}`.");
        }

        foreach (string name in given.Where(name => !query.Mentions(name)))
        {
            ServerDiagnostics.Error(context, "ST0841", span, $"`parameters` has `{name}`, and the query nowhere has `@{name}`.", "Use it in the query, or remove it.");
        }
    }
}
