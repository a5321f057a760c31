using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Attachments;

/// <summary>Files of customers over HTTP.</summary>
public sealed class AttachmentTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private const int MaxBytes = 25 * 1024 * 1024;

    private HttpClient Admin => fixture.Admin;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256 * 1024)]
    [InlineData(700_000)]
    public async Task What_is_sent_comes_back_to_the_byte(int size)
    {
        var customer = await CustomerAsync();
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);

        var made = await UploadAsync(customer, bytes, "scan 文件.pdf", "application/pdf; charset=x");
        using var answer = await Admin.GetAsync(Relative($"{PathOf(customer)}/{made.Text("id")}/content"));

        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(size, (long)made["size"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), made.Text("hash"));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("scan 文件.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task The_files_of_a_customer_are_listed_the_newest_first()
    {
        var customer = await CustomerAsync();
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" })
        {
            await UploadAsync(customer, [1], name);
        }

        await UploadAsync(await CustomerAsync(), [1], "other.txt");

        var first = await Admin.GetJsonAsync($"{PathOf(customer)}?pageSize=2");
        var second = await Admin.GetJsonAsync($"{PathOf(customer)}?pageSize=2&pageToken={first.Text("nextPageToken")}");
        var found = await Admin.GetJsonAsync($"{PathOf(customer)}?filter=fileName = \"b.txt\"");

        Assert.Equal(["c.txt", "b.txt"], Names(first));
        Assert.Equal(["a.txt"], Names(second));
        Assert.Null(second["nextPageToken"]);
        Assert.Equal(["b.txt"], Names(found));
    }

    [Fact]
    public async Task A_deleted_file_is_gone_from_the_list_and_cannot_be_downloaded()
    {
        var customer = await CustomerAsync();
        var made = await UploadAsync(customer, [1], "gone.txt");

        await Admin.DeleteAsync($"{PathOf(customer)}/{made.Text("id")}", HttpStatusCode.NoContent);
        await Admin.DeleteAsync($"{PathOf(customer)}/{made.Text("id")}", HttpStatusCode.NoContent);

        Assert.Empty(Names(await Admin.GetJsonAsync(PathOf(customer))));
        await Admin.GetJsonAsync($"{PathOf(customer)}/{made.Text("id")}/content", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_is_found_under_its_own_customer_only()
    {
        var made = await UploadAsync(await CustomerAsync(), [1], "mine.txt");

        var other = await CustomerAsync();

        await Admin.GetJsonAsync($"{PathOf(other)}/{made.Text("id")}/content", HttpStatusCode.NotFound);
        await Admin.DeleteAsync($"{PathOf(other)}/{made.Text("id")}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a%5Cb")]
    [InlineData("..")]
    [InlineData("%20")]
    [InlineData("line%0Abreak")]
    public async Task A_name_that_is_a_path_or_nothing_is_refused(string name)
    {
        using var content = Content([1], "text/plain");
        using var answer = await Admin.PostAsync(Relative($"{PathOf(await CustomerAsync())}?fileName={name}"), content);

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "file-name-invalid");
        Assert.Equal("fileName", problem.BlamedField());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("nonsense")]
    public async Task A_file_of_no_known_type_is_refused(string? type)
    {
        using var content = Content([1], type);
        using var answer = await Admin.PostAsync(Relative($"{PathOf(await CustomerAsync())}?fileName=a"), content);

        await answer.ExpectProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_beyond_the_limit_is_refused_whether_or_not_its_length_is_said(bool isLengthSaid)
    {
        var customer = await CustomerAsync();
        using var content = Content(new byte[MaxBytes + 1], "text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{PathOf(customer)}?fileName=big")
        {
            Content = content,
        };
        request.Headers.TransferEncodingChunked = !isLengthSaid;

        using var answer = await Admin.SendAsync(request);

        await answer.ExpectProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Empty(Names(await Admin.GetJsonAsync(PathOf(customer))));
    }

    [Fact]
    public async Task A_sender_who_breaks_off_leaves_nothing_behind()
    {
        var customer = await CustomerAsync();
        using var content = new StreamContent(new BrokenStream());
        content.Headers.TryAddWithoutValidation("Content-Type", "text/plain");

        await Assert.ThrowsAnyAsync<Exception>(() =>
            Admin.PostAsync(Relative($"{PathOf(customer)}?fileName=half.txt"), content)
        );

        Assert.Empty(Names(await Admin.GetJsonAsync(PathOf(customer))));
    }

    [Fact]
    public async Task The_same_request_sent_again_attaches_the_file_once()
    {
        var customer = await CustomerAsync();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var content = Content([1, 2, 3], "text/plain");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{PathOf(customer)}?fileName=once.txt")
            {
                Content = content,
            };
            request.Headers.Add("Idempotency-Key", $"{customer}-once");
            using var answer = await Admin.SendAsync(request);
            await answer.ExpectAsync(HttpStatusCode.Created);
        }

        Assert.Single(Names(await Admin.GetJsonAsync(PathOf(customer))));
    }

    private static string PathOf(string customer) => $"/v1/customers/{customer}/attachments";

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static IEnumerable<string> Names(JsonObject page) =>
        page["items"]!.AsArray().Select(item => item!.Text("fileName"));

    private static ByteArrayContent Content(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }

    private async Task<string> CustomerAsync() =>
        (await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Filed" })).Text("id");

    private async Task<JsonObject> UploadAsync(string customer, byte[] bytes, string name, string type = "text/plain")
    {
        using var content = Content(bytes, type);
        var path = $"{PathOf(customer)}?fileName={Uri.EscapeDataString(name)}";
        using var answer = await Admin.PostAsync(Relative(path), content);
        return await answer.ExpectAsync(HttpStatusCode.Created);
    }

    /// <summary>Ends with an error after a few bytes, as a lost connection does.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private bool _begun;

        public override int Read(Span<byte> buffer)
        {
            if (_begun)
            {
                throw new IOException("The line is dead.");
            }

            _begun = true;
            return Encoding.ASCII.GetBytes("half a fi", buffer);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            destination.Write("half a fi"u8);
            throw new IOException("The line is dead.");
        }
    }
}
