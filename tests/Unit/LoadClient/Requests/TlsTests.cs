using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using DddAspire.LoadClient.Wire;
using DddAspire.Unit.LoadClient.Controls;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Requests;

/// <summary>HTTPS against a real server whose authority the machine does not know.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly TimeSpan Valid = TimeSpan.FromDays(30);
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task CertificateOfTheHost_FromATrustedAuthority_CarriesCallsOnReusedConnections()
    {
        using var certificate = _authority.Issue(Valid, "localhost");
        await using var server = await StartAsync(certificate);
        var report = await MeasureAsync($"https://localhost:{server.Port}/", _authority.PemFile);

        report.Load.Failures.ShouldBeEmpty();
        report.Verdict.Kind.ShouldBe(VerdictKind.Met);
        report.Connections.OnReused.ShouldBeGreaterThan(60);
        report.Connections.FoundClosed.ShouldBe(0);
        server.Requests.ShouldBe(100);
    }

    [Fact]
    public async Task ExpiredCertificate_IsATlsFailure_AndNothingIsSent()
    {
        using var certificate = _authority.Issue(TimeSpan.FromDays(-1), "localhost");
        await ShouldBeRefusedAsync(certificate, _authority.PemFile, "certificate refused: NotTimeValid");
    }

    [Fact]
    public async Task CertificateOfAnotherHost_IsATlsFailure_AndNothingIsSent()
    {
        using var certificate = _authority.Issue(Valid, "api.example.com");
        await ShouldBeRefusedAsync(certificate, _authority.PemFile, "certificate refused: it is not for 'localhost' (it says CN=api.example.com");
    }

    [Fact]
    public async Task CertificateOfAnUnknownAuthority_IsATlsFailure_AndNothingIsSent()
    {
        using var certificate = _authority.Issue(Valid, "localhost");
        await ShouldBeRefusedAsync(certificate, null, "certificate refused: PartialChain");
    }

    [Fact]
    public async Task CertificateOfAnotherAuthority_IsATlsFailure_AndNothingIsSent()
    {
        using var other = new TestAuthority();
        using var certificate = other.Issue(Valid, "localhost");
        await ShouldBeRefusedAsync(certificate, _authority.PemFile, "certificate refused:");
    }

    [Fact]
    public async Task ServerInClear_IsATlsFailure()
    {
        await using var server = await ApiServer.StartAsync(context => context.Response.WriteAsync("ok"));
        var report = await MeasureAsync($"https://127.0.0.1:{server.Port}/", null);
        report.Load.FailuresByKind.Keys.ShouldBe([FailureKind.Tls]);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task ResetInASession_IsAReset()
    {
        using var certificate = _authority.Issue(Valid, "localhost");
        await using var server = await ApiServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), certificate, context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var report = await MeasureAsync($"https://localhost:{server.Port}/", _authority.PemFile);
        report.Load.FailuresByKind.Keys.ShouldBe([FailureKind.Reset]);
        report.Load.Failed.ShouldBe(100);
    }

    [Fact]
    public async Task AddressOfVersion6_IsCalled_AndItsCertificateChecked()
    {
        Assert.SkipUnless(HasVersion6(), "this machine has no IPv6 on its loopback");
        using var certificate = _authority.Issue(Valid, "::1");
        var hosts = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var server = await ApiServer.StartAsync(new IPEndPoint(IPAddress.IPv6Loopback, 0), certificate, context =>
        {
            hosts.Add(context.Request.Host.Value!);
            return context.Response.WriteAsync("ok");
        });
        var report = await MeasureAsync($"https://[::1]:{server.Port}/", _authority.PemFile);

        report.Load.Failures.ShouldBeEmpty();
        hosts.Distinct().ShouldBe([$"[::1]:{server.Port}"]);
    }

    [Fact]
    public async Task Name_WithAddressesOfBothVersions_IsCalledWhereSomebodyListens()
    {
        Assert.SkipUnless(HasVersion6(), "this machine has no IPv6 on its loopback");
        await using var server = await ApiServer.StartAsync(new IPEndPoint(IPAddress.IPv6Loopback, 0), null, context => context.Response.WriteAsync("ok"));
        var url = new Uri($"http://api.example:{server.Port}/");

        var target = await Target.ChooseAsync(url, [IPAddress.Loopback, IPAddress.IPv6Loopback], null, TestContext.Current.CancellationToken);

        target.EndPoint.ShouldBe(new IPEndPoint(IPAddress.IPv6Loopback, server.Port));
        target.Host.ShouldBe($"api.example:{server.Port}");
    }

    private static async Task ShouldBeRefusedAsync(X509Certificate2 certificate, string? authorities, string detail)
    {
        await using var server = await StartAsync(certificate);
        var report = await MeasureAsync($"https://localhost:{server.Port}/", authorities);
        report.Load.FailuresByKind.Keys.ShouldBe([FailureKind.Tls]);
        report.Load.Failed.ShouldBe(100);
        report.Load.Failures[0].Detail.ShouldStartWith(detail);
        report.Verdict.Kind.ShouldBe(VerdictKind.Missed);
        server.Requests.ShouldBe(0);
    }

    private static Task<ApiServer> StartAsync(X509Certificate2 certificate) =>
        ApiServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), certificate, context => context.Response.WriteAsync("ok"));

    private static Task<LoadReport> MeasureAsync(string url, string? authorities) =>
        Requested.RunAsync(url, Requested.Get with { AuthoritiesFile = authorities });

    private static bool HasVersion6()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
