using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Seatrial.Core.Deployments;
using Seatrial.Core.Environments;
using Seatrial.Core.Journal;
using Seatrial.Core.Runs;

namespace Seatrial.TestKit.Journal;

/// <summary>Makes events with every property set, found by reflection so that no type and no property is forgotten.</summary>
/// <param name="seed">The same seed makes the same events.</param>
public sealed class EventSamples(int seed)
{
    private const string Letters = "abc ÄØ漢🚢\"\\\n\u0000${secret}<&'>";
    private readonly Random _random = new(seed);

    /// <summary>Every event type of runs and environments, as declared on their base types.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. new[] { typeof(RunEvent), typeof(EnvironmentEvent) }
            .SelectMany(type => type.GetCustomAttributes<JsonDerivedTypeAttribute>())
            .Select(attribute => attribute.DerivedType),
    ];

    /// <summary>Makes an event.</summary>
    /// <param name="type">One of <see cref="Types"/>.</param>
    public JournalEvent Make(Type type) => (JournalEvent)MakeValue(type)!;

    /// <summary>Compares two values by what they hold, collections by their elements.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool AreAlike(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonElement a, JsonElement b) => JsonElement.DeepEquals(a, b),
        (string or VersionSet or IFormattable, _) => left.Equals(right),
        _ when left.GetType() != right.GetType() => false,
        _ when left.GetType().IsPrimitive || left.GetType().IsEnum => left.Equals(right),
        (IEnumerable a, IEnumerable b) => AreAlike(a, b),
        _ => Properties(left.GetType()).All(property => AreAlike(property.GetValue(left), property.GetValue(right))),
    };

    private static bool AreAlike(IEnumerable left, IEnumerable right)
    {
        if (left is IDictionary a && right is IDictionary b)
        {
            return a.Count == b.Count && a.Keys.Cast<object>().All(key => b.Contains(key) && AreAlike(a[key], b[key]));
        }

        object?[] lefts = [.. left.Cast<object?>()];
        object?[] rights = [.. right.Cast<object?>()];
        return lefts.Length == rights.Length && lefts.Zip(rights).All(pair => AreAlike(pair.First, pair.Second));
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    private object? MakeValue(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return _random.Next(3) == 0 ? null : MakeValue(underlying);
        }

        return type switch
        {
            _ when type == typeof(string) => MakeText(),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => _random.Next(),
            _ when type == typeof(long) => _random.NextInt64(long.MinValue, long.MaxValue),
            _ when type == typeof(double) => (_random.NextDouble() - 0.5) * 1e6,
            _ when type == typeof(DateTimeOffset) => MakeTime(),
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(_random.NextInt64(TimeSpan.TicksPerDay * 3)),
            _ when type == typeof(JsonElement) => JsonSerializer.SerializeToElement(new { id = _random.Next(), text = MakeText() }),
            _ when type == typeof(VersionSet) => VersionSet.From([new("catalog", "1." + _random.Next()), new(MakeText(), "2")]),
            _ when type.IsEnum => PickEnum(type),
            _ when type.IsGenericType => MakeCollection(type),
            _ => MakeObject(type),
        };
    }

    private object PickEnum(Type type)
    {
        Array values = Enum.GetValues(type);
        return values.GetValue(_random.Next(values.Length))!;
    }

    private string MakeText() => string.Concat(Enumerable.Range(0, _random.Next(1, 8)).Select(_ => PickRune()))
        + _random.Next(1_000_000).ToString(CultureInfo.InvariantCulture);

    private string PickRune()
    {
        System.Text.Rune[] runes = [.. Letters.EnumerateRunes()];
        return runes[_random.Next(runes.Length)].ToString();
    }

    private DateTimeOffset MakeTime() =>
        new(new DateTime(2026, 1, 1).AddTicks(_random.NextInt64(TimeSpan.TicksPerDay * 365)), TimeSpan.FromMinutes(_random.Next(-600, 600)));

    private object MakeCollection(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            Array items = Array.CreateInstance(arguments[0], _random.Next(0, 3));
            for (int i = 0; i < items.Length; i++)
            {
                items.SetValue(MakeValue(arguments[0]), i);
            }

            MethodInfo create = typeof(ImmutableArray)
                .GetMethods()
                .Single(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }]);
            return create.MakeGenericMethod(arguments[0]).Invoke(null, [items])!;
        }

        if (type == typeof(ImmutableDictionary<string, string>))
        {
            return ImmutableDictionary<string, string>.Empty.Add(MakeText(), MakeText()).Add("plain", MakeText());
        }

        throw new NotSupportedException($"Teach {nameof(EventSamples)} to make a {type}.");
    }

    private object? MakeObject(Type type)
    {
        if (type.IsAbstract)
        {
            Type[] derived = [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType)];
            return derived.Length == 0
                ? throw new NotSupportedException($"Teach {nameof(EventSamples)} to make a {type}.")
                : MakeObject(derived[_random.Next(derived.Length)]);
        }

        ConstructorInfo constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new NotSupportedException($"Teach {nameof(EventSamples)} to make a {type}.");
        bool isShallow = type == typeof(Core.Flows.StepRecord);
        object made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => MakeValue(parameter.ParameterType))]);
        HashSet<string> given = [.. constructor.GetParameters().Select(parameter => parameter.Name!)];
        foreach (PropertyInfo property in Properties(type).Where(property => !given.Contains(property.Name)))
        {
            // A step holds steps: end the recursion somewhere.
            if (!isShallow || property.Name != nameof(Core.Flows.StepRecord.Inner) || _random.Next(3) == 0)
            {
                property.SetValue(made, MakeValue(property.PropertyType));
            }
        }

        return made;
    }
}
