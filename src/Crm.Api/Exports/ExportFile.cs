using System.IO.Compression;
using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Exports;

/// <summary>The file an export makes: what goes into it, and what it is called.</summary>
internal sealed class ExportFile(ExportOptions options)
{
    private StreamForm Form => options.Format ?? StreamForm.Csv;

    private bool IsPacked => options.Compress == ExportCompression.Gzip && Form != StreamForm.Xlsx;

    public string ContentType => IsPacked ? "application/gzip" : StreamFormat.ContentTypeOf(Form);

    public static ExportFile Of(Job job) =>
        new(JsonSerializer.Deserialize(job.Options, Json.TypeInfo<ExportOptions>())!);

    public string NameOf(Job job) =>
        $"{job.Resource}-{job.CreateTime.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.{EnumText<StreamForm>.Of(Form)}{(IsPacked ? ".gz" : "")}";

    public ExportQuery Query(ListSettings settings) =>
        new(Form, options.TimeZone is { } zone ? ListQuery.ZoneOf(zone) : settings.Zone)
        {
            Filter = options.Filter,
            OrderBy = options.OrderBy,
            Fields = options.Fields is null ? null : string.Join(',', options.Fields),
            ShowDeleted = options.ShowDeleted == true,
        };

    /// <summary>Has the file packed, if it is to be, while it is written.</summary>
    public async Task<T> PackAsync<T>(Stream file, Func<Stream, Task<T>> write)
    {
        if (!IsPacked)
        {
            return await write(file);
        }

        await using var packing = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        return await write(packing);
    }
}
