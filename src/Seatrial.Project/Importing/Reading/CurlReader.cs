using System.Text;

namespace Seatrial.Project.Importing.Reading;

/// <summary>Reads command lines of curl, such as browsers copy them.</summary>
internal static class CurlReader
{
    private const int Most = 2000;

    // Options that take a value and say nothing of the request itself.
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "-o", "--output", "-w", "--write-out", "-m", "--max-time", "--connect-timeout", "-x", "--proxy", "--retry", "--retry-delay", "--cacert", "--capath", "-E", "--cert", "--key", "-c", "--cookie-jar",
        "-r", "--range", "--resolve", "-D", "--dump-header", "--limit-rate", "-K", "--config", "-T", "--upload-file", "--max-redirs", "--interface", "--ciphers", "-U", "--proxy-user", "--stderr", "--trace", "--trace-ascii",
    };

    public static List<RecordedExchange> Read(string file, string text, ImportNotes notes)
    {
        List<(int Line, List<string> Words)> commands = ShellWords.Commands(file, text);
        if (commands.Count > Most)
        {
            throw ImportErrors.TooLarge(file, $"The file has {commands.Count:N0} commands; at most {Most:N0} are read.");
        }

        List<RecordedExchange> exchanges = [];
        foreach ((int line, List<string> words) in commands)
        {
            int curl = words.FindIndex(static w => w is "curl" or "curl.exe" || w.EndsWith("/curl", StringComparison.Ordinal));
            if (curl < 0)
            {
                notes.LeaveOut("commands that are not curl");
                continue;
            }

            exchanges.AddRange(Exchange(file, line, words.Skip(curl + 1), notes));
        }

        return exchanges;
    }

    private static List<RecordedExchange> Exchange(string file, int line, IEnumerable<string> words, ImportNotes notes)
    {
        Command command = new();
        Queue<string> rest = new(words.SelectMany(Short));
        while (rest.TryDequeue(out string? word))
        {
            if (!word.StartsWith('-') || word == "-")
            {
                command.Addresses.Add(word);
                continue;
            }

            string option = word;
            string? given = null;
            if (word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
            {
                (option, given) = (word[..equals], word[(equals + 1)..]);
            }

            Apply(command, option, () => given ?? (rest.TryDequeue(out string? value) ? value : throw ImportErrors.NotACommand(file, line, 1, $"`{option}` lacks its value.")), notes);
        }

        return command.Addresses.Count == 0
            ? throw ImportErrors.NotACommand(file, line, 1, "it has no address.")
            : [.. command.Addresses.Select(command.Made)];
    }

    /// <summary><c>-XPOST</c> is <c>-X POST</c>, and <c>-sSL</c> is <c>-s -S -L</c>.</summary>
    private static IEnumerable<string> Short(string word)
    {
        const string Valued = "XHdFubAeomwxcEKTrDU";
        if (word.Length < 3 || word[0] != '-' || word[1] == '-' || !char.IsAsciiLetter(word[1]))
        {
            yield return word;
            yield break;
        }

        for (int i = 1; i < word.Length; i++)
        {
            yield return $"-{word[i]}";
            if (Valued.Contains(word[i], StringComparison.Ordinal))
            {
                if (i + 1 < word.Length)
                {
                    yield return word[(i + 1)..];
                }

                yield break;
            }
        }
    }

    private static void Apply(Command command, string option, Func<string> value, ImportNotes notes)
    {
        switch (option)
        {
            case "-X" or "--request":
                command.Method = value().ToUpperInvariant();
                break;
            case "-H" or "--header":
                command.AddHeader(value());
                break;
            case "-d" or "--data" or "--data-ascii" or "--data-raw" or "--data-binary" or "--data-urlencode" or "--json":
                command.AddData(option, value(), notes);
                break;
            case "-F" or "--form" or "--form-string":
                command.AddPart(value(), notes);
                break;
            case "-u" or "--user":
                command.Headers.Add(new("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(value()))}"));
                break;
            case "--oauth2-bearer":
                command.Headers.Add(new("Authorization", $"Bearer {value()}"));
                break;
            case "-b" or "--cookie":
                command.AddCookie(value(), notes);
                break;
            case "-A" or "--user-agent" or "-e" or "--referer":
                value();
                break;
            case "--url":
                command.Addresses.Add(value());
                break;
            case "-G" or "--get":
                command.IsGet = true;
                break;
            case "-I" or "--head":
                command.Method = "HEAD";
                break;
            case "-k" or "--insecure":
                notes.FillIn("A command takes any certificate (`-k`): if that is meant, write `tls: { insecure: true }` at its service.");
                break;
            case var valued when WithValue.Contains(valued):
                value();
                notes.LeaveOut($"curl {valued}");
                break;
        }
    }

    /// <summary>What a command line says so far.</summary>
    private sealed class Command
    {
        private readonly List<string> _data = [];
        private readonly List<RecordedField> _parts = [];

        public string? Method { get; set; }

        public bool IsGet { get; set; }

        public List<string> Addresses { get; } = [];

        public List<RecordedField> Headers { get; } = [];

        public void AddHeader(string header)
        {
            if (header.Split(':', 2) is [{ Length: > 0 } name, var value])
            {
                Headers.Add(new(name.Trim(), value.Trim()));
            }
        }

        public void AddData(string option, string value, ImportNotes notes)
        {
            if (value.StartsWith('@') && option != "--data-raw")
            {
                notes.FillIn($"A command sends the file `{value[1..]}`: put it into the project, and write `file:` in place of the body.");
                return;
            }

            if (option == "--json")
            {
                Add("Content-Type", "application/json");
                Add("Accept", "application/json");
            }

            _data.Add(option == "--data-urlencode" ? Encoded(value) : option == "--json" && _data.Count > 0 ? $"\n{value}" : value);
        }

        public void AddPart(string value, ImportNotes notes)
        {
            if (value.Split('=', 2) is not [var name, var text])
            {
                return;
            }

            if (text.StartsWith('@') || text.StartsWith('<'))
            {
                notes.FillIn($"A command sends the file `{text[1..]}` as `{name}`: put it into the project, and write `{name}: {{ file: … }}`.");
            }

            _parts.Add(new(name, text));
        }

        public void AddCookie(string value, ImportNotes notes)
        {
            if (value.Contains('=', StringComparison.Ordinal))
            {
                Add("Cookie", value);
            }
            else
            {
                notes.LeaveOut($"curl -b {value}: a file of cookies");
            }
        }

        public RecordedExchange Made(string address)
        {
            string whole = address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}";
            string? body = _data.Count == 0 ? null : string.Join('&', _data).Replace("&\n", string.Empty, StringComparison.Ordinal);
            if (IsGet && body is not null)
            {
                whole += $"{(whole.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{body}";
                body = null;
            }

            if (body is not null)
            {
                Add("Content-Type", "application/x-www-form-urlencoded");
            }

            string method = Method ?? (body is not null || _parts.Count > 0 ? "POST" : "GET");
            return new(method, whole) { Headers = [.. Headers], Body = body, Parts = [.. _parts] };
        }

        private void Add(string name, string value)
        {
            if (RecordedField.Find(Headers, name) is null)
            {
                Headers.Add(new(name, value));
            }
        }

        private static string Encoded(string value) => value.Split('=', 2) is [var name, var text]
            ? name.Length == 0 ? Uri.EscapeDataString(text) : $"{name}={Uri.EscapeDataString(text)}"
            : Uri.EscapeDataString(value);
    }
}
