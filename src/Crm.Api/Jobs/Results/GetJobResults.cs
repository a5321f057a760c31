using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs.Results;

/// <summary>Gives the rows of a job's input back with what became of them.</summary>
internal static class GetJobResults
{
    private static readonly string[] RecordColumns = ["id"];
    private static readonly CsvStyle Plain = new(',', '"', HasMark: false);

    public static async Task<IResult> Handle(
        IdOrNumber id,
        string part,
        HttpContext http,
        Caller caller,
        Work work,
        JobLedger ledger,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var wanted =
            EnumText<ResultPart>.Find(part) ?? throw new ProblemException(Problem.NotFound("part of results", part));
        var job =
            await id.FindAsync(work.Query<Job>().Include(job => job.Files).AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("job", id.Text));
        Check(job, caller);
        var form = StreamFormat.Choose(http, StreamForm.Csv, StreamForm.Ndjson);
        var spool = Spool.Open();
        http.Response.RegisterForDisposeAsync(spool);
        var rows = new JobResultRows(job, ledger);
        if (http.RequestServices.GetKeyedService<IJobInputs>(job.Kind) is { } inputs)
        {
            await using var input = await OpenAsync(inputs, job, cancellationToken);
            await using var writer = Writer(form, spool, input.Columns, input.Style);
            await WriteAsync(writer, rows.OfAsync(input, cancellationToken), wanted);
        }
        else
        {
            await using var writer = Writer(form, spool, RecordColumns, Plain);
            await WriteAsync(writer, rows.OfRecordsAsync(cancellationToken), wanted);
        }

        await spool.FlushAsync(cancellationToken);
        spool.Position = 0;
        var name =
            $"{Path.GetFileNameWithoutExtension(job.Files.FirstOrDefault()?.Name ?? job.Id.ToString())}-{part}.{EnumText<StreamForm>.Of(form)}";
        return TypedResults.File(spool, StreamFormat.ContentTypeOf(form), name);
    }

    private static void Check(Job job, Caller caller)
    {
        caller.CheckRead(job.Resource);
        job.CheckHasResults();
        if (job.State is JobState.Created or JobState.Uploading)
        {
            throw RuleBroken.State("job-not-begun", "The job has not begun; nothing has become of its rows.");
        }
    }

    private static async Task<IJobInput> OpenAsync(IJobInputs inputs, Job job, CancellationToken cancellationToken)
    {
        try
        {
            return await inputs.OpenAsync(job, cancellationToken);
        }
        catch (JobFailed unreadable)
        {
            throw RuleBroken.State("input-unreadable", unreadable.Message);
        }
    }

    private static IResultWriter Writer(
        StreamForm form,
        Stream stream,
        IReadOnlyList<string> columns,
        CsvStyle style
    ) => form == StreamForm.Ndjson ? new NdjsonResults(stream, columns) : new CsvResults(stream, columns, style);

    private static async Task WriteAsync(
        IResultWriter writer,
        IAsyncEnumerable<(JobInputRow Row, LedgerLine Line)> rows,
        ResultPart wanted
    )
    {
        await foreach (var (row, line) in rows)
        {
            if (ResultParts.Of(line.Outcome) == wanted)
            {
                writer.Write(row, line);
            }
        }
    }
}
