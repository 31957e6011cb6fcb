using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace DddAspire.GiteaStandIn;

/// <summary>The commands of Gitea's program that the environment uses, with the words that it prints.</summary>
public static class StandInCommandLine
{
    // Gitea's log goes to the same place as the answer.
    private const string Warning = "2026/01/01 00:00:00 modules/setting/setting.go:133:loadCommonSettingsFrom() [W] a setting is deprecated";

    /// <summary>The words before the first option, without the option that names the configuration.</summary>
    public static ImmutableArray<string> Verbs(IReadOnlyList<string> arguments) =>
        [.. WithoutConfiguration(arguments).TakeWhile(word => !word.StartsWith('-'))];

    /// <summary>Runs one command.</summary>
    /// <returns>Its exit code and what it prints.</returns>
    public static (int Code, string Text) Run(StandInStore store, IReadOnlyList<string> arguments)
    {
        var options = Options(WithoutConfiguration(arguments));
        return Verbs(arguments) switch
        {
            ["admin", "user", "list"] => (0, List(store.Read())),
            ["admin", "user", "create"] => Create(store, options),
            ["admin", "user", "generate-access-token"] => NewToken(store, options),
            ["admin", "user", "change-password"] => ChangePassword(store, options),
            _ => (1, $"No help topic for '{string.Join(' ', arguments)}'"),
        };
    }

    internal static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private static string List(StandInData data) => string.Join('\n',
    [
        Warning,
        "ID   Username Email         IsActive IsAdmin 2FA",
        .. data.Accounts.Select((account, index) =>
            string.Create(CultureInfo.InvariantCulture, $"{index + 1}    {account.Name}      {account.Email}  true     {account.IsAdmin}    {account.HasSecondFactor}")),
    ]);

    private static (int, string) Create(StandInStore store, IReadOnlyDictionary<string, string> options)
    {
        var name = options.GetValueOrDefault("username", "");
        var isRandom = options.ContainsKey("random-password");
        if (name.Length == 0 || !options.ContainsKey("email") || isRandom == options.ContainsKey("password"))
        {
            return (1, "Command error: --username, --email and one of --password and --random-password are needed");
        }

        if (store.Read().Accounts.Any(account => account.Name == name))
        {
            return (1, $"Command error: CreateUser: user already exists [name: {name}]");
        }

        var password = isRandom ? Random() : options["password"];
        store.Change(data => data with { Accounts = data.Accounts.Add(new(name, options["email"], options.ContainsKey("admin"), password)) });
        return (0, string.Join('\n', [Warning, .. isRandom ? [$"generated random password is '{password}'"] : Array.Empty<string>(), $"New user '{name}' has been successfully created!"]));
    }

    private static (int, string) NewToken(StandInStore store, IReadOnlyDictionary<string, string> options)
    {
        var (account, name) = (options.GetValueOrDefault("username", ""), options.GetValueOrDefault("token-name", "gitea-admin"));
        var data = store.Read();
        if (data.Accounts.All(one => one.Name != account))
        {
            return (1, $"Command error: user does not exist [uid: 0, name: {account}]");
        }

        if (data.Tokens.Any(token => token.Account == account && token.Name == name))
        {
            return (1, "Command error: access token name has been used already");
        }

        var value = Random();
        store.Change(now => now with { Tokens = now.Tokens.Add(new(account, name, value, [.. options.GetValueOrDefault("scopes", "all").Split(',')])) });
        return (0, $"{Warning}\n{(options.ContainsKey("raw") ? value : $"Access token was successfully created: {value}")}");
    }

    private static (int, string) ChangePassword(StandInStore store, IReadOnlyDictionary<string, string> options)
    {
        var name = options.GetValueOrDefault("username", "");
        if (store.Read().Accounts.All(account => account.Name != name))
        {
            return (1, $"Command error: user does not exist [uid: 0, name: {name}]");
        }

        store.Change(data => data with { Accounts = [.. data.Accounts.Select(account => account.Name == name ? account with { Password = options["password"] } : account)] });
        return (0, $"{Warning}\n{name}'s password has been successfully updated!");
    }

    private static IEnumerable<string> WithoutConfiguration(IReadOnlyList<string> arguments) =>
        arguments is ["--config" or "-c", _, ..] ? arguments.Skip(2) : arguments;

    private static ImmutableDictionary<string, string> Options(IEnumerable<string> words)
    {
        var list = words.SkipWhile(word => !word.StartsWith('-')).ToList();
        return list.Select((word, index) => (Word: word, Next: index + 1 < list.Count ? list[index + 1] : "-"))
            .Where(pair => pair.Word.StartsWith("--", StringComparison.Ordinal))
            .Select(pair => pair.Word[2..].Split('=', 2) is [var key, var value] ? (key, value) : (pair.Word[2..], pair.Next.StartsWith('-') ? "true" : pair.Next))
            .ToImmutableDictionary(option => option.Item1, option => option.Item2);
    }
}
