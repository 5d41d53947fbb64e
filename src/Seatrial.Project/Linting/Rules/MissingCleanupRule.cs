using System.Text.RegularExpressions;

namespace Seatrial.Project.Linting.Rules;

/// <summary>Something is made, and nothing takes it away again.</summary>
internal sealed partial class MissingCleanupRule : ILintRule
{
    /// <inheritdoc/>
    public string Code => "ST2006";

    /// <inheritdoc/>
    public void Check(LintFlow flow, LintReport report)
    {
        LintStep[] undoing = [.. flow.Steps.Where(static s => s.IsCleanup)];
        foreach (LintStep step in flow.Steps.Where(static s => s is { IsCleanup: false, IsUndone: false }))
        {
            if (step is { Http: { Method: "POST" or "PUT" } http, ExpectsCreated: true } && !undoing.Any(u => Takes(u, http.Address)))
            {
                report(
                    step,
                    step.Map.Find("http")!.Key.Span,
                    "This step makes something, and nothing takes it away: every run leaves one more.",
                    "Capture its id and undo it where it is made: `cleanup: [{ http: DELETE {{ orders }}/orders/{{ orderId }} }]`. It runs whatever becomes of the flow.");
            }
            else if (step.Sql is { } query && Insert().Match(query.Text) is { Success: true } insert && !undoing.Any(u => Deletes(u, insert.Groups["table"].Value)))
            {
                report(
                    step,
                    query.Span,
                    $"This step adds rows to `{insert.Groups["table"].Value}`, and nothing removes them: every run leaves more.",
                    "Undo it where it is done: `cleanup: [{ sql: { connection: …, query: 'delete from … where id = @id', parameters: { id: … } } }]`.");
            }
        }
    }

    /// <summary>Whether a cleanup removes what a thing belongs to: the order, and with it its lines.</summary>
    private static bool Takes(LintStep undoing, string address) =>
        undoing.Http is { Method: "DELETE" } http && address.StartsWith(http.Address.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static bool Deletes(LintStep undoing, string table) =>
        undoing.Sql is { } query && Delete().Match(query.Text) is { Success: true } delete && string.Equals(delete.Groups["table"].Value, table, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*insert\s+into\s+(?<table>[^\s(]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Insert();

    [GeneratedRegex(@"^\s*(delete\s+from|truncate(\s+table)?)\s+(?<table>[^\s(;]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Delete();
}
