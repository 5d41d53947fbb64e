using Shop.ServiceDefaults.Security;

namespace Shop.Identity.Accounts;

/// <summary>The people of the shop.</summary>
internal sealed class Users(IConfiguration configuration)
{
    private static readonly Dictionary<string, User> Known = new User[]
    {
        new("alice"),
        new("bob"),
        new("support", Callers.SupportRole),
    }.ToDictionary(user => user.Name, StringComparer.Ordinal);

    public User? SignIn(string? name, string? password) =>
        name is not null && Clients.Same(password, configuration["Shop:UserPassword"])
            ? Known.GetValueOrDefault(name)
            : null;
}
