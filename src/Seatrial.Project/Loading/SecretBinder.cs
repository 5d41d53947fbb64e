using System.Collections.Immutable;
using Seatrial.Core.Documents;
using Seatrial.Project.Secrets;

namespace Seatrial.Project.Loading;

/// <summary>Binds where secrets come from.</summary>
/// <param name="report">Takes what is found.</param>
internal sealed class SecretBinder(Action<Diagnostic> report)
{
    private const string Sources = "Say where it comes from: `{ env: NAME }`, `{ file: PATH }`, `{ command: [program, argument] }` or `{ generated: 32 }`.";

    public ImmutableSortedDictionary<string, SecretSource> Bind(IEnumerable<MappingEntry> entries)
    {
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, SecretSource>(StringComparer.Ordinal);
        foreach (MappingEntry entry in entries.Where(e => Identifiers.Check(e.Key, "a secret", report)))
        {
            if (BindOne(entry) is { } source)
            {
                secrets[entry.Key.Text] = source;
            }
        }

        return secrets.ToImmutable();
    }

    private SecretSource? BindOne(MappingEntry entry)
    {
        string what = $"the secret `{entry.Key.Text}`";
        if (entry.Value is DocumentNode.Scalar { Kind: not ScalarKind.Null } scalar)
        {
            Report("ST0210", scalar.Span, $"The secret `{entry.Key.Text}` is written down here.", Sources);
            return null;
        }

        MapReader secret = MapReader.Of(entry.Value, what, report);
        (string? env, string? file) = (secret.Text("env"), secret.Text("file"));
        (DocumentNode? command, DocumentNode? generated) = (secret.Node("command"), secret.Node("generated"));
        secret.Finish();
        SecretSource? source = (env, file, command, generated) switch
        {
            ({ Length: > 0 }, null, null, null) => new SecretSource.Env(env, entry.Key.Span),
            (null, { Length: > 0 }, null, null) => new SecretSource.File(file, entry.Key.Span),
            (null, null, not null, null) => BindCommand(secret, command, entry.Key.Span),
            (null, null, null, not null) => new SecretSource.Generated(secret.Number("generated", 32, 16, 128), entry.Key.Span),
            _ => null,
        };
        if (source is null && command is null)
        {
            Report("ST0210", entry.Key.Span, $"The secret `{entry.Key.Text}` needs exactly one source.", Sources);
        }

        return source;
    }

    private SecretSource.Command? BindCommand(MapReader secret, DocumentNode command, SourceSpan span)
    {
        if (command is DocumentNode.Sequence { Items.IsEmpty: false } && secret.Texts("command") is [{ Length: > 0 }, ..] arguments)
        {
            return new(arguments, span);
        }

        Report("ST0210", command.Span, $"`command` of {secret.What} is the program and its arguments, as a list.", "No shell is involved: `command: [pass, show, shop/client-secret]`.");
        return null;
    }

    private void Report(string code, SourceSpan span, string message, string hint) =>
        report(new(code, DiagnosticSeverity.Error, span, message, hint));
}
