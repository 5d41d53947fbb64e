namespace Seatrial.Core.Flows;

/// <summary>How an address is connected to, beyond what the address itself says. Equal settings may share connections.</summary>
public sealed record ConnectionSettings
{
    /// <summary>Straight there, trusting whom the system trusts.</summary>
    public static ConnectionSettings Default { get; } = new();

    /// <summary>The certificate authorities that are trusted instead of the system's, as PEM; null: the system's.</summary>
    public string? Authorities { get; init; }

    /// <summary>Whether any certificate is taken, whoever signed it and whomever it names.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The name that is asked for and that the certificate must bear; null: the address's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>The certificate that is shown to a server which asks who is there, with those above it, as PEM; null: none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The private key of <see cref="ClientCertificate"/>, as PEM.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Whether anything about TLS is not as the system has it.</summary>
    public bool HasOwnTls => IsInsecure || Authorities is not null || ClientCertificate is not null;

    /// <summary>The proxy to go through; null: none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Who asks the proxy, as <c>user:password</c>; null: nobody in particular.</summary>
    public string? ProxyCredentials { get; init; }

    /// <summary>What is reached without the proxy, separated by commas: hosts, <c>.domains</c>, addresses and networks.</summary>
    public string NoProxy { get; init; } = string.Empty;

    /// <summary>The version of HTTP that is spoken, and no other; null: 1.1 in clear text, over TLS what both sides can.</summary>
    public Version? HttpVersion { get; init; }

    /// <summary>The settings without credentials: a record prints all it has.</summary>
    public override string ToString() => Proxy is null ? "direct" : $"through {Proxy.GetLeftPart(UriPartial.Authority)}";
}
