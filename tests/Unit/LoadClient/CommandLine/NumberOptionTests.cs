using System.CommandLine;
using DddAspire.LoadClient.CommandLine;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.CommandLine;

public sealed class NumberOptionTests
{
    private readonly Option<double?> rate = NumberOption.Of("--rate", "calls a second", 50);

    [Theory]
    [InlineData("--rate 12.5", 12.5)]
    [InlineData("--rate=200", 200)]
    [InlineData("", 50)]
    public void Number_WithAPoint_IsRead(string line, double number) => Parse(line).GetValue(rate).ShouldBe(number);

    [Theory]
    [InlineData("--rate 12,5", "--rate: '12,5' is no number such as 50 or 12.5")]
    [InlineData("--rate 1,000", "--rate: '1,000' is no number such as 50 or 12.5")]
    [InlineData("--rate many", "--rate: 'many' is no number such as 50 or 12.5")]
    public void Anything_Else_IsRefused(string line, string problem) => Parse(line).Errors.ShouldHaveSingleItem().Message.ShouldBe(problem);

    private ParseResult Parse(string line) => new RootCommand { rate }.Parse(line);
}
