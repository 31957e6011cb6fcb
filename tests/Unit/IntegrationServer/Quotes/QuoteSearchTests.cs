using DddAspire.IntegrationServer.Quotes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Quotes;

public sealed class QuoteSearchTests
{
    [Fact]
    public void Query_NamesWhatIsLookedFor()
    {
        Read("?QuoteID=7", out _).ShouldBe(new QuoteSearch.ByQuoteId(7));
        Read("?Email=a@b.c", out _).ShouldBe(new QuoteSearch.ByEmail("a@b.c"));
        Read("?Name=Ms%20Dent", out _).ShouldBe(new QuoteSearch.ByName("Ms Dent"));
    }

    [Theory]
    [InlineData("", "QuoteID")]
    [InlineData("?QuoteID=seven", "QuoteID")]
    [InlineData("?QuoteID=-1", "QuoteID")]
    [InlineData("?QuoteID=99999999999999999999", "QuoteID")]
    [InlineData("?Email=", "Email")]
    [InlineData("?Name=%00", "Name")]
    [InlineData("?Email=a@b.c&Name=x", "Name")]
    public void Query_ThatMakesNoSense_IsRefusedByItsField(string query, string field)
    {
        Read(query, out var faults).ShouldBeNull();

        faults.ToErrors().Keys.ShouldHaveSingleItem().ShouldBe(field);
    }

    [Fact]
    public void Value_ThatLooksLikeSql_IsAValueLikeAnyOther() =>
        Read("?Name=x'%20OR%20'1'='1", out _).ShouldBe(new QuoteSearch.ByName("x' OR '1'='1"));

    private static QuoteSearch? Read(string query, out FieldFaults faults)
    {
        faults = new FieldFaults();
        return QuoteSearch.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), faults);
    }
}
