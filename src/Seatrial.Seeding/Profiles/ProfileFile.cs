using System.Text;
using System.Text.Encodings.Web;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Seatrial.Core;

namespace Seatrial.Seeding.Profiles;

/// <summary>Profiles as files that people can read and review.</summary>
internal static class ProfileFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        MaxDepth = 32,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The words of the form itself: its names, and what they choose from. They say nothing of any database.</summary>
    public static FrozenSet<string> Words { get; } = WordsOf(typeof(SeedProfile), []).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A profile as text; the same profile is the same text.</summary>
    public static string Write(SeedProfile profile) => JsonSerializer.Serialize(profile, Json) + "\n";

    /// <summary>Reads a profile, and believes nothing: what its format does not know, and what was released without a reason, is refused.</summary>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="name">The file's name, for the message.</param>
    /// <exception cref="SeatrialException">It is no profile; the message says where and why.</exception>
    public static SeedProfile Read(ReadOnlySpan<byte> text, string name)
    {
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        SeedProfile profile;
        try
        {
            RefuseOtherFormat(text, name);
            profile = JsonSerializer.Deserialize<SeedProfile>(text, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw Wrong(name, exception.Path ?? "$", exception.Message.Split(" Path:")[0]);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw Wrong(name, "$", exception.Message.Split('\n')[0]);
        }

        if (ProfileRules.Broken(profile) is ({ } path, { } why))
        {
            throw Wrong(name, path, why);
        }

        return profile;
    }

    private static void RefuseOtherFormat(ReadOnlySpan<byte> text, string name)
    {
        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = 32 });
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("format", out JsonElement format)
            && !(format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out int number) && number == SeedProfile.CurrentFormat))
        {
            throw new SeatrialException("seed-profile-format", $"{name} has format {format.GetRawText()}, and this version of Seatrial reads format {SeedProfile.CurrentFormat}. Take the profile anew with `seatrial seed profile`.");
        }

        if (FirstNull(document.RootElement, "$") is { } path)
        {
            throw Wrong(name, path, "null stands there, which is never written.");
        }
    }

    private static string? FirstNull(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Null => path,
        JsonValueKind.Array => element.EnumerateArray().Select((item, i) => FirstNull(item, $"{path}[{i}]")).FirstOrDefault(static p => p is not null),
        JsonValueKind.Object => element.EnumerateObject().Select(property => FirstNull(property.Value, $"{path}.{property.Name}")).FirstOrDefault(static p => p is not null),
        _ => null,
    };

    private static SeatrialException Wrong(string name, string path, string why) =>
        new("seed-profile-broken", $"{name} is no profile: at {path}: {why} Take it anew with `seatrial seed profile`; it is not meant to be written by hand.");

    private static HashSet<string> WordsOf(Type type, HashSet<Type> seen)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        if (!seen.Add(type))
        {
            return words;
        }

        if (type.IsEnum)
        {
            return [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        }

        JsonTypeInfo info = Json.GetTypeInfo(type);
        if (info.PolymorphismOptions is { } forms)
        {
            words.Add(forms.TypeDiscriminatorPropertyName);
            foreach (JsonDerivedType form in forms.DerivedTypes)
            {
                words.Add(form.TypeDiscriminator!.ToString()!);
                words.UnionWith(WordsOf(form.DerivedType, seen));
            }
        }

        foreach (JsonPropertyInfo property in info.Properties)
        {
            words.Add(property.Name);
            words.UnionWith(WordsOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, seen));
        }

        if (info.ElementType is { } element)
        {
            words.UnionWith(WordsOf(element, seen));
        }

        return words;
    }
}
