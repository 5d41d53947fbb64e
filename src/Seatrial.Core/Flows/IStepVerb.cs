using Seatrial.Core.Documents;

namespace Seatrial.Core.Flows;

/// <summary>One kind of action a step can take: <c>http</c>, <c>call</c> … A verb binds what the user wrote; what it returns acts.</summary>
public interface IStepVerb
{
    /// <summary>The key in a step that selects this verb, such as <c>http</c>.</summary>
    string Key { get; }

    /// <summary>The further keys of a step that belong to this verb, such as <c>headers</c> and <c>json</c>.</summary>
    IReadOnlyCollection<string> OwnKeys { get; }

    /// <summary>
    /// What its answers have besides <c>duration</c> and JSONPath, such as <c>status</c>; one that ends in a dot, such as
    /// <c>header.</c>, takes a name, and one that ends in a colon, such as <c>xpath:</c>, an expression. A subject that is not among them is reported where it is written.
    /// </summary>
    IReadOnlyCollection<string> Subjects { get; }

    /// <summary>How a step of this verb is written, for editors; one that does not say so is taken to allow anything.</summary>
    VerbShape Shape => new($"The verb `{Key}`.", new DocumentShape.Anything())
    {
        Keys = [.. OwnKeys.Select(static key => new ShapeKey(key, new DocumentShape.Anything(), string.Empty))],
    };

    /// <summary>Binds a step.</summary>
    /// <param name="step">The whole step; the verb reads its key and its own keys, and may look which subjects the step reads: some cost more than others.</param>
    /// <param name="context">Where to report and how to bind values.</param>
    /// <returns>The action, or null after an error was reported.</returns>
    IStepAction? Bind(DocumentNode.Mapping step, IBindContext context);
}
