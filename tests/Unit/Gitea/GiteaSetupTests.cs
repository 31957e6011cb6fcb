using System.Net;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.GitServers.Gitea;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.GiteaStandIn;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Gitea;

/// <summary>Set-up of a Gitea, against a stand-in with Gitea's status codes.</summary>
public sealed class GiteaSetupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setup_Twice_MakesOneAccountOneTokenAndOneHook()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var token = gitea.Secrets.Find(SecretStore.GitToken);
        await gitea.Setup.RunAsync(gitea.Receiver, Token);

        gitea.Secrets.Find(SecretStore.GitToken).ShouldBe(token);
        var data = gitea.Store.Read();
        data.Accounts.Select(account => account.Name).ShouldBe(["ddd"]);
        data.Accounts[0].Password.ShouldBe(gitea.Secrets.Find(SecretStore.GitPassword));
        data.Tokens.Select(one => one.Value).ShouldBe([token!], "the administrator's token is gone when it has done its work");
        data.Tokens[0].Scopes.ShouldBe(["write:repository", "write:user"]);
        data.Hooks.Select(hook => hook.Url).ShouldBe([gitea.Receiver.ToString()]);
        data.Hooks[0].Active.ShouldBeTrue();
    }

    [Fact]
    public async Task Setup_AfterTheStateFolderWasLost_HealsTheAccount()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        var lost = gitea.Secrets.Find(SecretStore.GitToken);
        gitea.LoseState();

        await gitea.Setup.RunAsync(gitea.Receiver, Token);

        var token = gitea.Secrets.Find(SecretStore.GitToken);
        token.ShouldNotBe(lost);
        gitea.Store.Read().Tokens.Select(one => one.Value).ShouldBe([token!]);
        gitea.Store.Read().Accounts.Single().Password.ShouldBe(gitea.Secrets.Find(SecretStore.GitPassword));
        gitea.Store.Read().Hooks.Single().Secret.ShouldBe(gitea.Secrets.Find(SecretStore.WebhookSecret));
    }

    [Fact]
    public async Task Setup_OfAnAccountWithASecondFactorAndAnotherPassword_Works()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        gitea.LoseState();
        gitea.Store.Change(data => data with { Accounts = [data.Accounts[0] with { Password = "changed-by-hand", HasSecondFactor = true }] });

        await gitea.Setup.RunAsync(gitea.Receiver, Token);

        using var api = new GiteaApi(gitea.Server.Address, "ddd", gitea.Secrets.Find(SecretStore.GitToken)!);
        (await api.IsAcceptedAsync(Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Setup_AfterAChangeOfThePort_LeavesNoStaleHookAndTheUsersOwn()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(new Uri("http://127.0.0.1:15050/webhook"), Token);
        gitea.Store.Change(data => data with { Hooks = data.Hooks.Add(new(77, "https://ci.example/webhook", "", true, ["push"])) });

        await gitea.Setup.RunAsync(gitea.Receiver, Token);

        gitea.Store.Read().Hooks.Select(hook => hook.Url).ShouldBe(["https://ci.example/webhook", gitea.Receiver.ToString()], ignoreOrder: true);
    }

    [Fact]
    public async Task Setup_WhereAnotherServerAnswers_GivesItNoPasswordAndSaysSo()
    {
        await using var ours = await GiteaFixture.StartAsync();
        await using var users = await GiteaFixture.StartAsync();
        var setup = new GiteaSetup(ours.Command, ours.Secrets, users.Server.Address, TimeProvider.System);

        var refusal = await Should.ThrowAsync<PartBrokenException>(() => setup.RunAsync(ours.Receiver, Token));

        refusal.Message.ShouldContain("it is another server");
        refusal.Advice.ShouldContain("--git-port");
        ours.Secrets.Find(SecretStore.GitPassword).ShouldBeNull();
    }

    [Fact]
    public async Task Setup_OfAnEmptyRepositoryThatIsThere_TakesItAsItIs()
    {
        await using var gitea = await GiteaFixture.StartAsync();
        await gitea.Setup.RunAsync(gitea.Receiver, Token);
        using var api = new GiteaApi(gitea.Server.Address, "ddd", gitea.Secrets.Find(SecretStore.GitToken)!);

        await api.EnsureRepositoryAsync("integrations", "main", Token);

        gitea.Store.Read().Repositories.ShouldBe(["ddd/integrations"]);
        // 404: it was removed by somebody else, which is what was wanted. 422 and 403 are told with what Gitea said.
        await api.RemoveHookAsync("integrations", 99, Token);
        (await Should.ThrowAsync<GiteaRefusedException>(() => api.EnsureRepositoryAsync("another", "main", Token))).Message.ShouldStartWith("Gitea answered 422 to user/repos: ");
        (await Should.ThrowAsync<GiteaRefusedException>(() => api.SetPasswordAsync("another-password", Token))).Message.ShouldStartWith("Gitea answered 403 to admin/users/ddd: ");
        (await Should.ThrowAsync<GiteaRefusedException>(() => api.TestHookAsync("integrations", 99, Token))).Message.ShouldContain("404");
    }

    [Fact]
    public async Task Password_OfAnAccount_IsOnNoCommandLine()
    {
        var commands = new List<string>();
        await using var gitea = await GiteaFixture.StartAsync();
        var command = new GiteaCommand((arguments, _) =>
        {
            commands.Add(string.Join(' ', arguments));
            return Task.FromResult(StandInCommandLine.Run(gitea.Store, arguments).Text);
        });

        await new GiteaSetup(command, gitea.Secrets, gitea.Server.Address, TimeProvider.System).RunAsync(gitea.Receiver, Token);

        commands.Count.ShouldBe(4);
        foreach (var secret in new[] { SecretStore.GitPassword, SecretStore.GitToken, SecretStore.WebhookSecret }.Select(name => gitea.Secrets.Find(name)!))
        {
            commands.ShouldAllBe(line => !line.Contains(secret));
        }
    }

    [Theory]
    [InlineData("ID   Username Email IsActive IsAdmin 2FA\n1    ddd      ddd@ddd.demo true     true    false", true)]
    [InlineData("2026/01/01 setting.go [W] ddd\nID   Username Email\n2    dddx     a@b true     true    false", false)]
    [InlineData("", false)]
    public void Account_InGiteasList_IsFoundByItsName(string list, bool found) => GiteaCommand.HasAccount(list, "ddd").ShouldBe(found);

    [Fact]
    public void Token_AmongGiteasLog_IsFound() =>
        GiteaCommand.FindToken("2026/01/01 [W] a setting is deprecated\n0123456789abcdef0123456789abcdef01234567\n").ShouldBe("0123456789abcdef0123456789abcdef01234567");

    [Theory]
    [InlineData("loopback,private,host.docker.internal", "host.docker.internal", "0.250.250.254", true)]
    [InlineData("loopback,private", "host.docker.internal", "0.250.250.254", false)]
    [InlineData("loopback,private", "127.0.0.1", "127.0.0.1", true)]
    [InlineData("loopback,private", "host.docker.internal", "192.168.65.254", true)]
    [InlineData("", "127.0.0.1", "127.0.0.1", false)]
    [InlineData("10.0.0.0/8", "anything", "10.1.2.3", true)]
    public void HostList_ByGiteasRule_AllowsNamesAndRanges(string list, string host, string address, bool allowed) =>
        new AllowedHosts(list).Allows(host, IPAddress.Parse(address)).ShouldBe(allowed);

    [Theory]
    [InlineData(nameof(GiteaNetwork.Host), "127.0.0.1", "3100", "--network host")]
    [InlineData(nameof(GiteaNetwork.Own), "0.0.0.0", "3000", "--publish 127.0.0.1:3100:3000")]
    [InlineData(nameof(GiteaNetwork.OwnWithHostGateway), "0.0.0.0", "3000", "--add-host host.docker.internal:host-gateway")]
    public void Container_ByItsNetwork_ListensAndReachesTheHost(string network, string address, string port, string option)
    {
        var owner = DddAspire.DemoEnvironment.Containers.EnvironmentOwner.Of("/home/user/.demo");
        var spec = GiteaContainer.Specification("ddd-gitea-x", "gitea:1", 3100, Enum.Parse<GiteaNetwork>(network), owner);
        spec.Variables["GITEA__server__HTTP_ADDR"].ShouldBe(address);
        spec.Variables["GITEA__server__HTTP_PORT"].ShouldBe(port);
        spec.Variables["GITEA__queue__TYPE"].ShouldBe("channel");
        spec.Variables["GITEA__webhook__ALLOWED_HOST_LIST"].ShouldBe(spec.Variables["GITEA__security__ALLOWED_HOST_LIST"]);
        spec.RunCommand(DddAspire.DemoEnvironment.Containers.ContainerEngine.Docker).ToString().ShouldContain(option);
        var settings = StandInSettings.FromEnvironment(spec.Variables.ToDictionary(one => one.Key, one => one.Value));
        (settings.QueuePoll, settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((TimeSpan.Zero, port));
        foreach (var (host, ip) in new[] { ("127.0.0.1", "127.0.0.1"), ("host.docker.internal", "0.250.250.254"), ("host.containers.internal", "169.254.1.2") })
        {
            new AllowedHosts(settings.AllowedHosts).Allows(host, IPAddress.Parse(ip)).ShouldBeTrue(host);
        }
    }
}
