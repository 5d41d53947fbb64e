using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Seatrial.Core;
using Seatrial.Project.Loading;

namespace Seatrial.Project.Secrets;

/// <summary>Reads secrets from where the project says they are, when they are needed and only then.</summary>
/// <remarks>Thread-safe. Every secret is known to the masker before anybody gets it.</remarks>
/// <param name="project">The project.</param>
/// <param name="allowCommands">Whether secrets may come from commands: that is code execution for whoever may write the project.</param>
/// <param name="masker">Told of every secret.</param>
/// <param name="environment">Whose secrets come before the project's; null for the project's alone.</param>
public sealed class SecretResolver(ProjectModel project, bool allowCommands, Masker masker, EnvironmentModel? environment = null)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int LongestError = 500;
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Lazy<SecretText>> _known = new(StringComparer.Ordinal);

    /// <summary>Reads a secret.</summary>
    /// <param name="name">Its name in the project.</param>
    /// <exception cref="SeatrialException">It is not there, or too short to be masked.</exception>
    /// <remarks>A failure is not remembered: the next call looks again.</remarks>
    public SecretText Resolve(string name)
    {
        Lazy<SecretText> secret = _known.GetOrAdd(name, n => new(() => Read(n)));
        try
        {
            return secret.Value;
        }
        catch (SeatrialException)
        {
            // What is missing now may be there the next time it is asked for.
            _known.TryRemove(KeyValuePair.Create(name, secret));
            throw;
        }
    }

    /// <summary>Makes a random text.</summary>
    /// <param name="length">How many characters.</param>
    public static string Random(int length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>Reads a generated secret of a project, and makes it when it is not there yet.</summary>
    /// <param name="folder">The project folder.</param>
    /// <param name="name">The secret's name.</param>
    /// <param name="length">How many characters a new one has.</param>
    public static string ReadOrGenerate(string folder, string name, int length)
    {
        byte[] secret = KeyFile.ReadOrCreate(Path.Combine(folder, ".seatrial", "secrets", name), () => Encoding.ASCII.GetBytes(Random(length)));
        return Encoding.UTF8.GetString(secret).TrimEnd('\r', '\n');
    }

    private SecretText Read(string name)
    {
        SecretSource? source = environment?.Secrets.GetValueOrDefault(name) ?? project.Secrets.GetValueOrDefault(name);
        if (source is null)
        {
            throw Unavailable($"The project has no secret `{name}`. Say under `secrets:` of seatrial.yaml where it comes from.");
        }

        string value = source switch
        {
            SecretSource.Env env => Environment.GetEnvironmentVariable(env.Variable)
                ?? throw Unavailable($"The secret `{name}` is not there: set the environment variable {env.Variable}."),
            SecretSource.File file => ReadFile(name, file),
            SecretSource.Command command => RunCommand(name, command),
            SecretSource.Generated generated => ReadGenerated(name, generated),
            _ => throw new InvalidOperationException($"{source.GetType().Name} is not a source of secrets."),
        };
        if (value.Length < SecretText.LeastLength)
        {
            throw Unavailable($"The secret `{name}` has {value.Length} characters; one with fewer than {SecretText.LeastLength} cannot be kept out of the output. Use a longer one.");
        }

        SecretText secret = new(name, value);
        masker.Add(secret);
        return secret;
    }

    private string ReadGenerated(string name, SecretSource.Generated generated)
    {
        try
        {
            return ReadOrGenerate(project.Folder, name, generated.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable($"The generated secret `{name}` cannot be kept: {exception.Message} Make .seatrial/secrets in the project folder writable.", exception);
        }
    }

    private string ReadFile(string name, SecretSource.File file)
    {
        string path = Path.GetFullPath(file.Path, project.Folder);
        if (!allowCommands && !path.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(project.Folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            // Whoever may not run commands here may not read this machine's files either.
            throw Unavailable($"The secret `{name}` comes from {file.Path}, outside the project folder, and that is not allowed here. Use `env`, or a file inside the folder.");
        }

        try
        {
            return WithoutLineBreak(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable($"The secret `{name}` is not there: {exception.Message} Create the file {file.Path}, or name another one.", exception);
        }
    }

    private string RunCommand(string name, SecretSource.Command command)
    {
        if (!allowCommands)
        {
            throw Unavailable($"The secret `{name}` comes from a command, and commands are not allowed here. Use `env` or `file`, or allow commands for this project in the server's configuration.");
        }

        ProcessStartInfo start = new(command.Arguments[0], command.Arguments.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project.Folder,
        };
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            StringBuilder output = new();
            StringBuilder error = new();
            process.OutputDataReceived += (_, line) => output.Append(line.Data is null ? string.Empty : $"{line.Data}\n");
            process.ErrorDataReceived += (_, line) => error.Append(line.Data is null ? string.Empty : $"{line.Data}\n");
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(CommandLimit))
            {
                process.Kill(entireProcessTree: true);
                throw Unavailable($"The command of the secret `{name}` did not end within {CommandLimit.TotalSeconds} s. Check `{command.Arguments[0]}`.");
            }

            // Without a limit, it also waits until both outputs are read to their end.
            process.WaitForExit();
            return process.ExitCode == 0
                ? WithoutLineBreak(output.ToString())
                : throw Unavailable($"The command of the secret `{name}` ended with {process.ExitCode}: {Brief(error.ToString())} Check `{command.Arguments[0]}`.");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw Unavailable($"The command of the secret `{name}` cannot be started: {exception.Message} Check `{command.Arguments[0]}`.", exception);
        }
    }

    private string Brief(string error)
    {
        string masked = masker.Mask(error.Trim());
        return masked.Length <= LongestError ? masked : string.Concat(masked.AsSpan(0, LongestError), "\u2026");
    }

    private static string WithoutLineBreak(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static SeatrialException Unavailable(string message, Exception? inner = null) => new("secret-unavailable", message, isTransient: false, inner);
}
