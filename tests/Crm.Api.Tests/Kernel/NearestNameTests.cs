using Crm.Api.Kernel;

namespace Crm.Api.Tests.Kernel;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["name", "nickname", "createTime", "GTX Pro", "id"];

    [Theory]
    [InlineData("nmae", "name")]
    [InlineData("Name", "name")]
    [InlineData("createtime", "createTime")]
    [InlineData("create_time", "createTime")]
    [InlineData("GTXPro", "GTX Pro")]
    public void A_slip_finds_the_name_that_was_meant(string typed, string meant) =>
        Assert.Equal(meant, NearestName.Of(typed, Known));

    [Theory]
    [InlineData("phone")]
    [InlineData("x")]
    [InlineData("")]
    public void A_word_unlike_all_names_finds_none(string typed) => Assert.Null(NearestName.Of(typed, Known));
}
