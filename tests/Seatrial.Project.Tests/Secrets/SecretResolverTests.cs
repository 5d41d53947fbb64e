using System.Collections.Immutable;
using Seatrial.Core;
using Seatrial.Core.Documents;
using Seatrial.Project.Loading;
using Seatrial.Project.Secrets;
using Seatrial.TestKit;

namespace Seatrial.Project.Tests.Secrets;

public sealed class SecretResolverTests : IDisposable
{
    private static readonly SourceSpan Here = SourceSpan.WholeFile("seatrial.yaml");

    private readonly TempFolder _folder = new();
    private readonly Masker _masker = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_Read_LosesOneLineBreakAndIsMasked()
    {
        _folder.Write("key.txt", "s3cret-value\n");

        SecretText secret = Resolver(new SecretSource.File("key.txt", Here)).Resolve("key");

        Assert.Equal("s3cret-value", secret.Reveal());
        Assert.Equal("***", _masker.Mask("s3cret-value"));
        Assert.Equal("***", secret.ToString());
    }

    [Fact]
    public void File_MissingThenThere_IsReadTheNextTime()
    {
        SecretResolver resolver = Resolver(new SecretSource.File("key.txt", Here));

        Assert.Equal("secret-unavailable", Assert.Throws<SeatrialException>(() => resolver.Resolve("key")).Code);
        _folder.Write("key.txt", "s3cret-value");
        Assert.Same(resolver.Resolve("key"), resolver.Resolve("key"));
    }

    [Fact]
    public void File_OutsideTheFolder_NeedsTrust()
    {
        _folder.Write("key.txt", "s3cret-value");
        Directory.CreateDirectory(_folder.At("project"));
        SecretSource source = new SecretSource.File("../key.txt", Here);

        Assert.Throws<SeatrialException>(() => Resolver(source, allowCommands: false, _folder.At("project")).Resolve("key"));
        Assert.Equal("s3cret-value", Resolver(source, allowCommands: true, _folder.At("project")).Resolve("key").Reveal());
    }

    [Fact]
    public void Command_Output_IsTheSecret()
    {
        SecretSource source = new SecretSource.Command(["printf", "%s\\n", "from a command; no $(shell)"], Here);

        Assert.Equal("from a command; no $(shell)", Resolver(source).Resolve("key").Reveal());
        Assert.Throws<SeatrialException>(() => Resolver(source, allowCommands: false).Resolve("key"));
    }

    [Fact]
    public void Command_Fails_SaysWhatItWrote()
    {
        SecretSource source = new SecretSource.Command(["sh", "-c", "echo vault is sealed >&2; exit 3"], Here);

        string message = Assert.Throws<SeatrialException>(() => Resolver(source).Resolve("key")).Message;

        Assert.Contains("ended with 3: vault is sealed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_ByMany_IsOneAndPrivate()
    {
        SecretSource source = new SecretSource.Generated(32, Here);
        var values = new string[8];

        Parallel.For(0, values.Length, i => values[i] = Resolver(source).Resolve("key").Reveal());

        Assert.Single(values.Distinct(StringComparer.Ordinal));
        Assert.Equal(32, values[0].Length);
        Assert.Equal([_folder.At(".seatrial", "secrets", "key")], Directory.GetFiles(_folder.At(".seatrial", "secrets")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.At(".seatrial", "secrets", "key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.At(".seatrial", "secrets")));
        }
    }

    [Fact]
    public void Short_IsRefused()
    {
        _folder.Write("key.txt", "12345");

        Assert.Throws<SeatrialException>(() => Resolver(new SecretSource.File("key.txt", Here)).Resolve("key"));
        Assert.Throws<SeatrialException>(() => Resolver(new SecretSource.Env("SEATRIAL_TEST_NOT_SET", Here)).Resolve("key"));
        Assert.Throws<SeatrialException>(() => Resolver(new SecretSource.Env("SEATRIAL_TEST_NOT_SET", Here)).Resolve("unknown"));
    }

    private SecretResolver Resolver(SecretSource source, bool allowCommands = true, string? folder = null) => new(
        new ProjectModel("shop", new string('0', 64), folder ?? _folder.Root)
        {
            Secrets = ImmutableSortedDictionary<string, SecretSource>.Empty.Add("key", source),
        },
        allowCommands,
        _masker);
}
