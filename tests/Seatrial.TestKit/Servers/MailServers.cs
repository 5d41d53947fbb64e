using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Seatrial.TestKit.Servers;

/// <summary>How servers of mail are started: everything in a folder of their own, on ports of their own.</summary>
internal static class MailServers
{
    private const string User = "seatrial";
    private const string Password = "of-the-tests";

    public static async Task<RealServer> StartDovecotAsync(string program)
    {
        TempFolder folder = new("seatrial-dovecot-");
        var ports = FreePorts.Take(2).Select(port => port.ToString(CultureInfo.InvariantCulture)).ToList();
        var authority = WriteCertificate(folder);
        Directory.CreateDirectory(folder.At("home"));
        var owner = Programs.IsRoot ? "mail" : Environment.UserName;
        if (Programs.IsRoot)
        {
            // Mails are kept by a user who is not root, in a folder of the test's own.
            await ChildProcess.RunAsync("chmod", ["755", folder.Root], CancellationToken.None, "/tmp");
            await ChildProcess.RunAsync("chown", ["mail:mail", folder.At("home")], CancellationToken.None, "/tmp");
        }

        var own = Programs.IsRoot ? string.Empty : $"default_login_user = {owner}\ndefault_internal_user = {owner}\n";
        var configuration = folder.Write("dovecot.conf", $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{folder.At("run")}}
            state_dir = {{folder.At("state")}}
            log_path = /dev/stderr
            ssl = yes
            ssl_cert = <{{folder.At("server.pem")}}
            ssl_key = <{{folder.At("server.key")}}
            disable_plaintext_auth = no
            first_valid_uid = 1
            mail_location = maildir:~/Maildir
            mail_fsync = never
            {{own}}
            passdb {
              driver = static
              args = user={{User}} password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{owner}} gid={{owner}} home={{folder.At("home")}}
            }
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{ports[0]}}
              }
              inet_listener imaps {
                port = {{ports[1]}}
              }
            }

            """);
        var server = await RealServer.StartAsync(
            $"imap://{User}:{Password}@127.0.0.1:{ports[0]}?starttls=never",
            folder,
            "TERM",
            "starting up",
            [program, "-F", "-c", configuration]);
        server.Second = $"imaps://{User}:{Password}@127.0.0.1:{ports[1]}";
        server.Authority = authority;
        return server;
    }

    public static async Task<RealServer> StartMailDevAsync(string program)
    {
        TempFolder folder = new("seatrial-maildev-");
        var ports = FreePorts.Take(2).Select(port => port.ToString(CultureInfo.InvariantCulture)).ToList();
        var server = await RealServer.StartAsync(
            $"http://{User}:{Password}@127.0.0.1:{ports[1]}?kind=maildev",
            folder,
            "TERM",
            "Press Ctrl",
            [program, "--smtp", ports[0], "--web", ports[1], "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--incoming-user", User, "--incoming-pass", Password, "--web-user", User, "--web-pass", Password, "--mail-directory", folder.At("mails")]);
        server.Second = $"smtp://{User}:{Password}@127.0.0.1:{ports[0]}?starttls=never";
        return server;
    }

    /// <summary>MailDev never offers STARTTLS; what it is made of does. Mails are taken and dropped.</summary>
    public static async Task<RealServer> StartSmtpServerAsync(string program)
    {
        TempFolder folder = new("seatrial-smtp-");
        var ports = FreePorts.Take(2).Select(port => port.ToString(CultureInfo.InvariantCulture)).ToList();
        var authority = WriteCertificate(folder);
        var script = folder.Write("server.cjs", """
            const [modules, cert, key, user, pass, ...ports] = process.argv.slice(2);
            const { SMTPServer } = require(modules + '/smtp-server');
            const { readFileSync } = require('fs');
            const options = {
              cert: readFileSync(cert), key: readFileSync(key), authMethods: ['PLAIN', 'LOGIN'],
              onAuth: (auth, session, done) => auth.username === user && auth.password === pass ? done(null, { user }) : done(new Error('Invalid username or password')),
              onData: (stream, session, done) => { stream.resume(); stream.on('end', () => done(null, session.secure ? 'taken over TLS' : 'taken in clear')); },
            };
            const listening = ports.map((port, i) => new Promise(ready => {
              const server = new SMTPServer({ ...options, secure: i === 1 });
              server.on('error', () => {});
              server.listen(Number(port), '127.0.0.1', ready);
            }));
            Promise.all(listening).then(() => console.log('both listen'));

            """);
        var modules = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(program)!, ".."));
        var server = await RealServer.StartAsync(
            $"smtp://{User}:{Password}@127.0.0.1:{ports[0]}?starttls=required",
            folder,
            "TERM",
            "both listen",
            ["node", script, modules, folder.At("server.pem"), folder.At("server.key"), User, Password, .. ports]);
        server.Second = $"smtps://{User}:{Password}@127.0.0.1:{ports[1]}";
        server.Authority = authority;
        return server;
    }

    /// <summary>A certificate for 127.0.0.1 that signs itself, so that it is its own authority.</summary>
    private static string WriteCertificate(TempFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=mail.of-the-tests", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        var pem = certificate.ExportCertificatePem();
        folder.Write("server.pem", pem);
        return pem;
    }
}
