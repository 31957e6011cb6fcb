namespace DddAspire.DemoEnvironment.GitServers;

/// <summary>The names that both git servers use.</summary>
public static class GitAccount
{
    /// <summary>The account that owns the repository.</summary>
    public const string Owner = "ddd";

    /// <summary>The account's address.</summary>
    public const string Email = "ddd@ddd.demo";

    /// <summary>The repository of the integrations.</summary>
    public const string Repository = "integrations";

    /// <summary>The branch that is deployed.</summary>
    public const string Branch = "main";
}
